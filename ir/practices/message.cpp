// meaningless_message: a revision whose message does not say what it does.
#include <algorithm>
#include <array>

#include "ir/practices/rules.h"
#include "support/text.h"

namespace migc {

namespace {

// Words that fit any revision.
constexpr std::array empty_words = {
    "change",   "changed", "changes", "fix", "fixed", "fixes",  "migrate", "migration", "migrations", "misc",
    "revision", "stuff",   "temp",    "tmp", "todo",  "update", "updated", "updates",   "various",    "wip"};

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  const std::string lower = to_lower(text);
  for (std::size_t i = 0; i < lower.size();) {
    const std::size_t begin = i;
    while (i < lower.size() && is_word_byte(lower[i])) ++i;
    if (i > begin)
      words.push_back(lower.substr(begin, i - begin));
    else
      ++i;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word;
  return text;
}

bool all_digits(const std::string& word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string why_it_says_nothing(std::string_view text) {
  std::vector<std::string> words = words_of(text);
  if (words.empty()) return "it is empty";
  const bool numbers = std::all_of(words.begin(), words.end(), all_digits);
  std::erase_if(words, [](const std::string& word) {
    return all_digits(word) || std::find(empty_words.begin(), empty_words.end(), word) != empty_words.end();
  });
  if (numbers) return "it is a number";
  if (words.empty()) return fmt::format("'{}' fits anything", printable(text));
  // Two letters of ASCII are an abbreviation at best; two characters elsewhere may be a word.
  const std::string rest = joined(words);
  if (rest.size() <= 2 && static_cast<unsigned char>(rest.front()) < 0x80)
    return fmt::format("it is '{}' alone", printable(text));
  return {};
}

void check_message(const Revision& revision, Diagnostics& diagnostics) {
  std::string why = why_it_says_nothing(revision.message);
  if (why.empty() && joined(words_of(revision.message)) == joined(words_of(revision.id.name.str())))
    why = "it is the revision's ID";
  if (why.empty()) return;
  diagnostics
      .report(diag::meaningless_message, revision.message_span, std::string(revision.id.name.str()), why)
      .note("it is what people see in 'migc history', in the scripts and in a review")
      .fix("say what the revision does, and to what: \"Longer names for users\"");
}

}  // namespace migc
