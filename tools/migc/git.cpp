#include "tools/migc/git.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include "tools/migc/options.h"

extern char** environ;

namespace migc {

namespace {

namespace fs = std::filesystem;

struct Answer {
  int status = 0;
  std::string text;
};

// Runs git without a shell; `errors`: what it says on standard error is part of the answer.
Answer git(std::vector<std::string> words, bool errors) {
  words.insert(words.begin(), "git");
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw UsageError{fmt::format("git: {}", std::strerror(errno))};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  if (errors)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  else
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, "git", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (failed != 0) {
    close(ends[0]);
    throw UsageError{fmt::format("--since=git:… runs git, and that can't be run: {}", std::strerror(failed))};
  }
  Answer answer;
  char part[65536];
  while (true) {
    const ssize_t count = read(ends[0], part, sizeof part);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    answer.text.append(part, static_cast<std::size_t>(count));
  }
  close(ends[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  answer.status = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  return answer;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

// The folder that all files are in.
fs::path common_folder(const std::vector<fs::path>& files) {
  fs::path common = files.front().parent_path();
  for (const fs::path& file : files)
    while (common != common.root_path()) {
      const fs::path rest = file.lexically_relative(common);
      if (!rest.empty() && *rest.begin() != "..") break;
      common = common.parent_path();
    }
  return common;
}

}  // namespace

std::unordered_set<FileId> changed_since(const std::string& ref, const Sources& sources) {
  std::unordered_set<FileId> changed;
  std::vector<fs::path> files;
  std::vector<FileId> ids;
  for (FileId id = 0; id < sources.size(); ++id) {
    std::error_code error;
    const fs::path path = fs::canonical(sources[id].path, error);
    if (error) {
      changed.insert(id);  // standard input
      continue;
    }
    files.push_back(path);
    ids.push_back(id);
  }
  if (files.empty()) return changed;
  if (ref.empty() || ref.front() == '-') throw UsageError{fmt::format("'{}' is no commit", ref)};
  const std::string folder = common_folder(files).string();
  const auto ask = [&](std::vector<std::string> words, bool errors) {
    words.insert(words.begin(), {"-C", folder});
    return git(std::move(words), errors);
  };
  const Answer inside = ask({"rev-parse", "--is-inside-work-tree"}, true);
  if (inside.status != 0) throw UsageError{fmt::format("git: {}", first_line(inside.text))};
  const Answer commit = ask({"rev-parse", "--verify", "--quiet", ref + "^{commit}"}, false);
  if (commit.status != 0) throw UsageError{fmt::format("git knows no commit '{}' in {}", ref, folder)};
  std::unordered_set<std::string> names;
  const auto collect = [&](std::vector<std::string> words) {
    const Answer answer = ask(std::move(words), false);
    if (answer.status != 0)
      throw UsageError{fmt::format("git can't tell what has changed in {} since {}", folder, ref)};
    for (std::size_t begin = 0; begin < answer.text.size();) {
      const std::size_t end = std::min(answer.text.find('\0', begin), answer.text.size());
      names.insert((fs::path(folder) / answer.text.substr(begin, end - begin)).string());
      begin = end + 1;
    }
  };
  // Of exact renames (R) nothing is new; what git does not keep track of is.
  collect({"diff", "--no-ext-diff", "--name-only", "-z", "--relative", "-M100%", "--diff-filter=ACMTU",
           first_line(commit.text), "--", "."});
  collect({"ls-files", "--others", "-z", "--", "."});
  for (std::size_t i = 0; i < files.size(); ++i)
    if (names.contains(files[i].string())) changed.insert(ids[i]);
  return changed;
}

}  // namespace migc
