#include "support/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace migc {

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

std::string to_upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return upper;
}

std::string stable_hash(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return fmt::format("{:08x}", hash);
}

std::size_t utf8_sequence(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned c = byte(0);
  if (c < 0x80) return 1;
  if (c >= 0xC2 && c <= 0xDF) return tail(1) ? 2 : 0;
  if (c >= 0xE0 && c <= 0xEF) {
    const bool short_form = c == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = c == 0xED && byte(1) > 0x9F;
    return tail(1) && tail(2) && !short_form && !surrogate ? 3 : 0;
  }
  if (c >= 0xF0 && c <= 0xF4) {
    const bool short_form = c == 0xF0 && byte(1) < 0x90;
    const bool too_high = c == 0xF4 && byte(1) > 0x8F;
    return tail(1) && tail(2) && tail(3) && !short_form && !too_high ? 4 : 0;
  }
  return 0;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = utf8_sequence(text);
    const std::string_view sequence = text.substr(0, std::max<std::size_t>(1, length));
    const auto c = static_cast<unsigned char>(text[0]);
    const bool control = length == 1 && (c < 0x20 || c == 0x7F) && c != '\n';
    const bool control_c1 = length == 2 && c == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0;
    const bool direction = (sequence >= "\xE2\x80\xAA" && sequence <= "\xE2\x80\xAE") ||
                           (sequence >= "\xE2\x81\xA6" && sequence <= "\xE2\x81\xA9");
    if (length == 0 || control || control_c1 || direction)
      out += "\uFFFD";
    else
      out += sequence;
    text.remove_prefix(sequence.size());
  }
  return out;
}

std::string_view cut_utf8(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

std::size_t utf8_length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

namespace {

// How many letters have to be put in, left out, changed or swapped with their neighbour to get from `a` to
// `b`; something over `limit` as soon as it must be.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit) return limit + 1;
  std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    std::size_t best = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      best = std::min(best, row[j]);
    }
    if (best > limit) return limit + 1;
    before_last = last;
    last = row;
  }
  return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view wanted, const std::vector<std::string_view>& candidates) {
  if (wanted.size() > 255) return {};  // no name is that long
  const std::string lower = to_lower(wanted);
  // One letter of two is no likeness.
  std::size_t best = wanted.size() < 3 ? 0 : std::max<std::size_t>(1, wanted.size() / 3);
  std::string_view found;
  for (std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(lower, to_lower(candidate), best);
    if (distance > best || (distance == best && !found.empty() && found < candidate)) continue;
    best = distance;
    found = candidate;
  }
  return found;
}

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string join_and(const std::vector<std::string>& items) {
  // More than a reader takes in are counted.
  constexpr std::size_t most = 20;
  const std::size_t shown = items.size() > most + 1 ? most : items.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return shown < items.size() ? fmt::format("{} and {} others", text, items.size() - shown) : text;
}

}  // namespace migc
