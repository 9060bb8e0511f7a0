// A project: its settings and its history.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "backends/script.h"
#include "frontend/syntax.h"
#include "ir/grade/grade.h"
#include "ir/history/history.h"
#include "ir/naming.h"
#include "ir/practices/practices.h"
#include "tools/migc/options.h"
#include "tools/migc/timer.h"

namespace migc {

// What migc.toml says.
struct Settings {
  std::string folder;                     // that it is in; empty when there is none
  std::string migrations = "migrations";  // a folder
  std::vector<Target> targets;
  std::string output = "out";
  VersionTable version_table;
  NamingHistory naming;
  std::vector<std::pair<DiagnosticId, Level>> levels;  // of rules, where they are not the default
  std::size_t most_statements = default_most_statements;
  std::optional<Grade> require;  // the worst grade that passes `check`; none: all do
};

struct Project {
  Settings settings;
  Sources sources;
  Diagnostics diagnostics;
  Timer timer;
  std::vector<Syntax> files;
  std::unique_ptr<History> history;  // none when only files were asked for
};

// The settings of the project in `directory` (or of the nearest migc.toml upwards); paths in them are made
// relative to where the program runs. Throws UsageError.
Settings load_settings(const std::string& directory);
// "postgres:15", …; throws UsageError for what names no target.
std::vector<Target> parse_targets(const std::vector<std::string>& names);

// Whether an argument names a file rather than a range.
bool is_file_argument(const std::string& argument);

// Loads the project that the options name: all its files, or those among the arguments. Parses and lowers
// them, and orders the history. Throws UsageError, also when what a command needs is not there. The project lives to the end of the program: taking a
// large history apart again would cost a tenth of the run.
struct Wanted {
  bool target = true;
  bool revisions = true;
};
Project& load_project(const Options& options, Wanted wanted = {});

}  // namespace migc
