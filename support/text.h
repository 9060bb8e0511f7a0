// Small functions on text that several layers need.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace migc {

// ASCII lower and upper case; every other byte stays.
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);

// 32-bit FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), as 8 hexadecimal digits. Names of
// things in people's databases end in it, so it must never change; a golden test holds it.
std::string stable_hash(std::string_view text);

// `text` for people to look at: what is no valid UTF-8, control characters (but line breaks) and marks that turn
// the direction of text become U+FFFD.
std::string printable(std::string_view text);

// The length of the valid UTF-8 sequence at the beginning of `text`; 0 when there is none (Unicode 15, table 3-7).
std::size_t utf8_sequence(std::string_view text);

// Cuts `text` to at most `bytes` bytes without splitting a UTF-8 sequence.
std::string_view cut_utf8(std::string_view text, std::size_t bytes);

// The number of code points in valid UTF-8.
std::size_t utf8_length(std::string_view text);

// The candidate that the author most likely meant, or an empty view when none is near enough
// (edit distance of at most a third of the length, case not counted).
std::string_view nearest(std::string_view wanted, const std::vector<std::string_view>& candidates);

// "1 value", "2 values"
std::string counted(std::size_t count, std::string_view what);

// "a, b and c"; of more than 20 the rest is counted: "a, …, t and 7 others".
std::string join_and(const std::vector<std::string>& items);

}  // namespace migc
