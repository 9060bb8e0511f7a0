// How long each stage took, for --time-passes.
#pragma once

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace migc {

class Timer {
 public:
  // Ends the stage that was running, and begins `stage`.
  void begin(std::string stage) {
    end();
    stage_ = std::move(stage);
    start_ = std::chrono::steady_clock::now();
  }
  void end() {
    if (stage_.empty()) return;
    const auto took = std::chrono::steady_clock::now() - start_;
    times_.emplace_back(std::exchange(stage_, {}), std::chrono::duration<double, std::milli>(took).count());
  }
  // One line a stage, in milliseconds.
  std::string report() {
    end();
    std::string text;
    for (const auto& [stage, milliseconds] : times_)
      text += fmt::format("{:>10.3f} ms  {}\n", milliseconds, stage);
    return text;
  }

 private:
  std::string stage_;
  std::chrono::steady_clock::time_point start_;
  std::vector<std::pair<std::string, double>> times_;
};

}  // namespace migc
