// What the command line says.
#pragma once

#include <string>
#include <vector>

namespace migc {

// Exit statuses (docs/cli.md).
enum ExitStatus : int { exit_ok = 0, exit_errors = 1, exit_usage = 2, exit_internal = 70 };

struct Options {
  std::vector<std::string> arguments;  // after the verb
  std::string project;
  std::vector<std::string> dialects;
  std::string output;
  std::string emit;
  std::string print_after;
  std::string format = "text";
  std::string color = "auto";
  std::string require;  // check: the worst grade that passes
  std::string since;    // check: a revision, or git:REF
  bool grades = false;  // check --grades; explain --grades
  bool guards = false;  // check: what is asked before anything changes
  bool time_passes = false;
  bool check = false;     // fmt --check
  bool list = false;      // explain --list
  bool matrix = false;    // explain --matrix
  bool archives = false;  // schema --archives
  bool frozen = false;    // all has to be as migc.sum says
  // new, init
  std::string after;  // what the revision comes after
  std::string depends_on;
  std::string branch;
  std::string id;
  bool merge = false;
};

// Wrong usage, or a file that can't be read or written: ends the program with exit status 2.
struct UsageError {
  std::string what;
};

}  // namespace migc
