// The command line.
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <functional>
#include <iostream>

#include "backends/script.h"
#include "support/text.h"
#include "tools/migc/commands.h"
#include "tools/migc/completion.h"

namespace {

using namespace migc;

struct Verb {
  const char* name;
  const char* help;
  int (*run)(const Options&);
};
constexpr Verb verbs[] = {
    {"init", "a new project: migc.toml, migrations/, and a revision to begin with", run_init},
    {"new", "a new revision file on the head", run_new},
    {"check", "all that can be known without a database", run_check},
    {"build", "an up and a down script for each target and revision", run_build},
    {"upgrade", "one script for a range, [FROM:]TO", run_upgrade},
    {"downgrade", "the way back, FROM:TO", run_downgrade},
    {"forget", "the script that drops what 'keep' has put aside in a revision", run_forget},
    {"stamp", "the script that changes the version table alone, [FROM:]TO", run_stamp},
    {"squash", "one revision with the effect of a range, A:B", run_squash},
    {"schema", "the schema at a revision, as .mig, or as SQL with --dialect", run_schema},
    {"history", "the revisions, the first one first", run_history},
    {"heads", "the revisions after which nothing comes", run_heads},
    {"branches", "where the history branches off", run_branches},
    {"show", "one revision, what stands around it, and what it does", run_show},
    {"graph", "the history drawn: in text, or for Mermaid or Graphviz", run_graph},
    {"fmt", "files in canonical form", run_format},
    {"explain", "what a diagnostic means, or what the dialects do with a feature", run_explain},
};

int run(int count, char** words) {
  CLI::App app{"migc compiles database migrations to plain SQL scripts, and derives every downgrade"};
  Options options;
  std::function<int()> chosen;
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("migc ") + migc_version);
  app.add_option("--project", options.project, "the folder of migc.toml (default: the nearest one upwards)");
  app.add_option("--dialect", options.dialects, "a target, like postgres or postgres:15; may be repeated")
      ->allow_extra_args(false);
  app.add_option("-o,--output", options.output, "where to write; - is standard output");
  app.add_option("--emit", options.emit, "print a stage: syntax, ir, schema, down, plan, sql, json");
  app.add_option("--print-after", options.print_after, "print after a pass: select, resolve, derive");
  app.add_flag("--time-passes", options.time_passes, "say how long each stage took");
  app.add_option("--format", options.format,
                 "text or json; of check and explain --matrix also markdown; of check also sarif, github, "
                 "html; of graph mermaid, dot")
      ->check(CLI::IsMember({"text", "json", "markdown", "sarif", "github", "html", "mermaid", "dot"}));
  app.add_option("--color", options.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  for (const Verb& verb : verbs) {
    CLI::App* command = app.add_subcommand(verb.name, verb.help);
    command->fallthrough();
    command->add_option("arguments", options.arguments, "files or a range");
    const std::string_view name = verb.name;
    if (name == "new") {
      command->add_option("--after", options.after,
                          "what it comes after (default: the head); A,B for several");
      command->add_option("--depends-on", options.depends_on,
                          "what has to be there before it, on another branch");
      command->add_option("--branch", options.branch, "begins a branch of that name");
      command->add_flag("--merge", options.merge, "after all heads; proves that their order does not matter");
    }
    if (name == "check" || name == "build" || name == "upgrade" || name == "downgrade")
      command->add_flag("--frozen", options.frozen, "fail where the history is not what migc.sum says");
    if (name == "new" || name == "init")
      command->add_option("--id", options.id, "the revision's ID (default: 12 random hexadecimal digits)");
    if (name == "fmt")
      command->add_flag("--check", options.check, "change nothing; fail when something would change");
    if (name == "schema")
      command->add_flag("--archives", options.archives,
                        "with the tables in which 'keep' has put something aside");
    if (name == "check") {
      command->add_option("--require", options.require, "the worst grade of the way back that passes")
          ->check(CLI::IsMember({"exact", "guarded", "lossy"}));
      command->add_option("--since", options.since, "only what comes after a revision, or after git:REF");
      command->add_flag("--grades", options.grades, "each revision's way back, and what it does not restore");
      command->add_flag(
          "--guards", options.guards,
          "the queries that each script asks before it changes anything, to be tried beforehand");
      command->footer(
          "--format is text, json, markdown, sarif, github (annotations) or html (a page to send on).\n"
          "migc --help lists the options of all verbs.");
    }
    if (name == "explain")
      command->add_flag("--grades", options.grades,
                        "which statement's way back has which grade, as tables in Markdown");
    if (name == "explain") command->add_flag("--list", options.list, "every code with its message");
    if (name == "explain")
      command->add_flag("--matrix", options.matrix,
                        "every feature; with --format=json or markdown what each dialect does with it");
    command->callback([&, run = verb.run, name] {
      const bool stage = !options.emit.empty() || !options.print_after.empty();
      if (stage && name != "check" && name != "build")
        throw UsageError{"--emit and --print-after go with check and build"};
      if (options.format == "markdown" && name != "explain" && name != "check")
        throw UsageError{"--format=markdown goes with check and explain --matrix"};
      if ((options.format == "mermaid" || options.format == "dot") && name != "graph")
        throw UsageError{fmt::format("--format={} goes with graph", options.format)};
      const bool report = options.format == "sarif" || options.format == "github" || options.format == "html";
      if (report && (name != "check" || stage))
        throw UsageError{fmt::format("--format={} goes with a report of check", options.format)};
      chosen = [&, run] { return run(options); };
    });
  }
  std::string shell;
  CLI::App* completing =
      app.add_subcommand("completion", "the script that teaches a shell to complete migc's words");
  completing->add_option("shell", shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completing->callback([&] {
    chosen = [&] {
      std::cout << completion(app, shell);
      return exit_ok;
    };
  });
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& bad) {
    if (bad.get_exit_code() == 0) {  // --help, --version
      app.exit(bad, std::cout, std::cerr);
      return exit_ok;
    }
    throw UsageError{fmt::format("{}; migc --help says more", bad.what())};
  }
  return chosen();
}

}  // namespace

// Ends the program without taking apart what lives to its end.
[[noreturn]] void leave(int status) {
  std::cout.flush();
  std::cerr.flush();
  std::quick_exit(status);
}

int main(int count, char** words) {
  try {
    leave(run(count, words));
  } catch (const UsageError& bad) {
    std::cerr << "migc: " << printable(bad.what) << "\n";
    return exit_usage;
  } catch (const InternalError& bug) {
    std::cerr << "migc: internal error: " << bug.what << "\nmigc: this is a bug in migc " << migc_version
              << "; please report it with the .mig files that show it\n";
  } catch (const std::exception& bug) {
    std::cerr << "migc: internal error: " << bug.what() << "\nmigc: this is a bug in migc " << migc_version
              << "; please report it with the .mig files that show it\n";
  }
  return exit_internal;
}
