#include <chrono>
#include <cstdio>

#include "backends/backend.h"

namespace migc {

std::string in_utc(const std::string& text) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, read = 0;
  char between = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2d%c%2d:%2d:%2d%n", &year, &month, &day, &between, &hour, &minute,
                  &second, &read) != 7)
    return text;
  std::size_t at = static_cast<std::size_t>(read);
  const std::size_t fraction = at;
  if (at < text.size() && text[at] == '.')
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9';) ++at;
  const std::string digits = text.substr(fraction, at - fraction);
  while (at < text.size() && text[at] == ' ') ++at;
  if (at == text.size()) return text;
  int offset = 0;  // in minutes
  if (text[at] == '+' || text[at] == '-') {
    int hours = 0, minutes = 0;
    if (std::sscanf(text.c_str() + at + 1, "%2d:%2d", &hours, &minutes) < 1) return text;
    offset = (hours * 60 + minutes) * (text[at] == '-' ? -1 : 1);
  } else if (text[at] != 'Z' && text[at] != 'z') {
    return text;
  }
  using namespace std::chrono;
  const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return text;
  const sys_seconds moment =
      sys_days(date) + hours(hour) + minutes(minute) + seconds(second) - minutes(offset);
  const auto days_part = floor<days>(moment);
  const year_month_day utc(days_part);
  const auto rest = (moment - days_part).count();
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}{}", static_cast<int>(utc.year()),
                     static_cast<unsigned>(utc.month()), static_cast<unsigned>(utc.day()), rest / 3600,
                     rest / 60 % 60, rest % 60, digits);
}

}  // namespace migc
