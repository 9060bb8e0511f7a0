#include "support/name.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "support/text.h"

namespace migc {

const Name::Entry* Name::intern(std::string_view text) {
  static std::unordered_map<std::string_view, const Entry*> table(4096);
  static std::deque<Entry> entries;  // a deque never moves what it holds
  if (auto found = table.find(text); found != table.end()) return found->second;
  Entry& entry = entries.emplace_back(Entry{std::string(text), nullptr});
  table.emplace(entry.text, &entry);
  const bool upper = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  entry.folded = upper ? intern(to_lower(entry.text)) : &entry;
  return &entry;
}

Name::Name(std::string_view text, bool quoted)
    : entry_(text.empty() ? nullptr : intern(text)), quoted_(quoted) {}

Name Name::folded() const { return entry_ ? Name(entry_->folded) : Name(); }

}  // namespace migc
