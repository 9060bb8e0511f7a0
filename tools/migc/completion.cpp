#include "tools/migc/completion.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>

#include "ir/dialect.h"
#include "support/diagnostics.h"

namespace migc {

namespace {

struct Choice {
  std::string name;  // "--format", "-o"
  std::string help;
  std::vector<std::string> values;  // a closed list, where there is one
  bool takes_value = false;
};
struct Verb {
  std::string name;
  std::string help;
  std::vector<Choice> options;
  std::vector<std::string> words;  // what its argument may be, where that is a closed list
};

// What an option's type is called holds the list of its values: "TEXT:{auto,always,never}".
std::vector<std::string> values_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{');
  const std::size_t close = type.rfind('}');
  std::vector<std::string> values;
  if (open == std::string::npos || close == std::string::npos) return values;
  for (std::size_t begin = open + 1; begin < close;) {
    const std::size_t end = std::min(type.find(',', begin), close);
    values.push_back(type.substr(begin, end - begin));
    begin = end + 1;
  }
  return values;
}

std::vector<std::string> values_of(const CLI::Option& option, const std::string& name) {
  if (name != "--dialect") return values_of(option);
  const auto known = dialect_names();
  return {known.begin(), known.end()};
}

std::vector<Choice> options_of(const CLI::App& app) {
  std::vector<Choice> choices;
  for (const CLI::Option* option : app.get_options()) {
    const auto add = [&](const std::string& name) {
      choices.push_back(
          {name, option->get_description(), values_of(*option, name), option->get_expected_max() > 0});
    };
    for (const std::string& name : option->get_lnames()) add("--" + name);
    for (const std::string& name : option->get_snames()) add("-" + name);
  }
  return choices;
}

std::vector<Verb> verbs_of(const CLI::App& app) {
  std::vector<Verb> verbs;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    verbs.push_back({verb->get_name(), verb->get_description(), options_of(*verb), {}});
    for (const CLI::Option* option : verb->get_options())
      if (option->get_positional()) verbs.back().words = values_of(*option);
  }
  return verbs;
}

// Text between single quotes of a shell.
std::string quoted(std::string_view text, std::string_view quote) {
  std::string out = "'";
  for (char c : text) out += c == '\'' ? std::string(quote) : std::string(1, c);
  return out + "'";
}

std::string names(const std::vector<Choice>& choices) {
  std::string out;
  for (const Choice& choice : choices) out += (out.empty() ? "" : " ") + choice.name;
  return out;
}

constexpr std::string_view revisions = "base head heads $(migc history 2>/dev/null | cut -d ' ' -f 1)";

std::string bash(const std::vector<Verb>& verbs, const std::vector<Choice>& common) {
  std::string all;
  for (const Verb& verb : verbs) all += (all.empty() ? "" : " ") + verb.name;
  std::string out = fmt::format(
      "# migc for bash: source <(migc completion bash)\n"
      "_migc() {{\n"
      "  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} verb= word "
      "words='{}'\n"
      "  for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
      "    case \" {} \" in *\" $word \"*) verb=$word; break ;; esac\n"
      "  done\n"
      "  # Bash takes the = of --format=json for a word.\n"
      "  if [[ $current == = ]]; then current=\n"
      "  elif [[ $before == = ]]; then before=${{COMP_WORDS[COMP_CWORD-2]}}; fi\n"
      "  case $before in\n",
      names(common), all);
  std::vector<Choice> with_values = common;
  for (const Verb& verb : verbs)
    with_values.insert(with_values.end(), verb.options.begin(), verb.options.end());
  std::vector<std::string> seen;
  for (const Choice& choice : with_values) {
    if (choice.values.empty() || std::find(seen.begin(), seen.end(), choice.name) != seen.end()) continue;
    seen.push_back(choice.name);
    out += fmt::format("    {}) COMPREPLY=($(compgen -W '{}' -- \"$current\")); return ;;\n", choice.name,
                       fmt::join(choice.values, " "));
  }
  out +=
      "    --project | -o | --output) COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n"
      "  esac\n"
      "  case $verb in\n";
  out += fmt::format("    '') words=\"{} $words\" ;;\n", all);
  for (const Verb& verb : verbs)
    if (!verb.words.empty())
      out += fmt::format("    {}) COMPREPLY=($(compgen -W '{}' -- \"$current\")); return ;;\n", verb.name,
                         fmt::join(verb.words, " "));
    else
      out += fmt::format("    {}) words=\"{} $words\" ;;\n", verb.name, names(verb.options));
  return out + fmt::format(
                   "  esac\n"
                   "  if [[ $current == -* || -z $verb ]]; then\n"
                   "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
                   "  else\n"
                   "    COMPREPLY=($(compgen -W \"{}\" -- \"$current\") $(compgen -f -X '!*.mig' -- "
                   "\"$current\"))\n"
                   "  fi\n"
                   "}}\n"
                   "complete -o filenames -o bashdefault -F _migc migc\n",
                   revisions);
}

std::string zsh(const std::vector<Verb>& verbs, const std::vector<Choice>& common) {
  // In a description brackets end it, and colons are columns.
  const auto described = [](const Choice& choice) {
    std::string help;
    for (char c : choice.help) help += c == '[' ? '(' : c == ']' ? ')' : c == ':' ? ';' : c;
    std::string text = fmt::format("{}[{}]", choice.name, help);
    if (!choice.takes_value) return text;
    if (!choice.values.empty()) return text + fmt::format(":value:({})", fmt::join(choice.values, " "));
    return text + (choice.name == "--project" || choice.name == "-o" || choice.name == "--output"
                       ? ":path:_files"
                       : ":value: ");
  };
  std::string out =
      "#compdef migc\n"
      "# migc for zsh: source <(migc completion zsh), or put it into a file _migc in $fpath\n"
      "_migc_revisions() {\n"
      "  local -a ids\n"
      "  ids=(base head heads ${(f)\"$(migc history 2>/dev/null | cut -d ' ' -f 1)\"})\n"
      "  compadd -a ids\n"
      "  _files -g '*.mig'\n"
      "}\n"
      "_migc() {\n"
      "  local -a verbs common\n"
      "  verbs=(\n";
  for (const Verb& verb : verbs) {
    std::string help = verb.help;
    std::replace(help.begin(), help.end(), ':', ';');
    out += fmt::format("    {}\n", quoted(verb.name + ":" + help, "'\\''"));
  }
  out += "  )\n  common=(\n";
  for (const Choice& choice : common) out += fmt::format("    {}\n", quoted(described(choice), "'\\''"));
  out +=
      "  )\n"
      "  local verb=${words[(r)(";
  for (const Verb& verb : verbs) out += (&verb == &verbs.front() ? "" : "|") + verb.name;
  out +=
      ")]}\n"
      "  case $verb in\n"
      "    '') _arguments $common '1:verb:{_describe verb verbs}' ;;\n";
  for (const Verb& verb : verbs) {
    out += fmt::format("    {}) _arguments $common", verb.name);
    for (const Choice& choice : verb.options) out += " " + quoted(described(choice), "'\\''");
    out += verb.words.empty() ? " '*:revision:_migc_revisions' ;;\n"
                              : fmt::format(" '*:word:({})' ;;\n", fmt::join(verb.words, " "));
  }
  return out +
         "  esac\n"
         "}\n"
         "if [ \"$funcstack[1]\" = _migc ]; then _migc \"$@\"; else compdef _migc migc; fi\n";
}

std::string fish(const std::vector<Verb>& verbs, const std::vector<Choice>& common) {
  std::string all;
  for (const Verb& verb : verbs)
    if (verb.words.empty()) all += " " + verb.name;
  std::string out = "# migc for fish: migc completion fish | source\n";
  const auto line = [&](const std::string& when, const Choice& choice) {
    const bool path = choice.name == "--project" || choice.name == "-o" || choice.name == "--output";
    out += fmt::format(
        "complete -c migc{}{} {} {}", path ? "" : " -f", when.empty() ? "" : " -n " + quoted(when, "\\'"),
        choice.name.starts_with("--") ? "-l" : "-s", choice.name.substr(choice.name.find_first_not_of('-')));
    if (choice.takes_value && choice.values.empty()) out += path ? " -r -F" : " -x";
    if (!choice.values.empty()) out += fmt::format(" -x -a '{}'", fmt::join(choice.values, " "));
    out += fmt::format(" -d {}\n", quoted(choice.help, "\\'"));
  };
  for (const Verb& verb : verbs)
    out += fmt::format("complete -c migc -f -n '__fish_use_subcommand' -a {} -d {}\n", verb.name,
                       quoted(verb.help, "\\'"));
  for (const Verb& verb : verbs)
    if (!verb.words.empty())
      out += fmt::format("complete -c migc -f -n '__fish_seen_subcommand_from {}' -a '{}'\n", verb.name,
                         fmt::join(verb.words, " "));
  for (const Choice& choice : common) line("", choice);
  for (const Verb& verb : verbs)
    for (const Choice& choice : verb.options) line("__fish_seen_subcommand_from " + verb.name, choice);
  return out + fmt::format(
                   "complete -c migc -n '__fish_seen_subcommand_from{}' -a '(printf \"%s\\n\" base head "
                   "heads; migc "
                   "history 2>/dev/null | string replace -r \" .*\" \"\")'\n",
                   all);
}

}  // namespace

std::string completion(const CLI::App& app, std::string_view shell) {
  const std::vector<Verb> verbs = verbs_of(app);
  std::vector<Choice> common = options_of(app);
  if (shell == "bash") return bash(verbs, common);
  if (shell == "zsh") return zsh(verbs, common);
  if (shell == "fish") return fish(verbs, common);
  throw InternalError{fmt::format("there is no completion for {}", shell)};
}

}  // namespace migc
