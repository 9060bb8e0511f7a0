// Interned names: comparing two is comparing two pointers, copying one is copying two words.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace migc {

// A name as the author wrote it. Two names are equal when their text is; whether it stood in quotes is
// remembered beside the text, because an unquoted name folds (to lower case on PostgreSQL) and a
// quoted one does not. Names live until the program ends. Not thread-safe.
class Name {
 public:
  Name() = default;
  explicit Name(std::string_view text, bool quoted = false);

  std::string_view str() const { return entry_ ? std::string_view(entry_->text) : std::string_view(); }
  bool empty() const { return entry_ == nullptr; }
  bool quoted() const { return quoted_; }
  // The same name in lower case (ASCII): what two names that differ in case alone have in common.
  Name folded() const;

  friend bool operator==(Name a, Name b) { return a.entry_ == b.entry_; }
  // By text, never by address: output must not depend on the order of interning.
  friend bool operator<(Name a, Name b) { return a.str() < b.str(); }
  std::size_t hash() const { return std::hash<const void*>()(entry_); }

 private:
  struct Entry {
    std::string text;
    const Entry* folded;
  };
  explicit Name(const Entry* entry) : entry_(entry) {}
  static const Entry* intern(std::string_view text);

  const Entry* entry_ = nullptr;
  bool quoted_ = false;
};

}  // namespace migc

template <>
struct std::hash<migc::Name> {
  std::size_t operator()(migc::Name name) const { return name.hash(); }
};
