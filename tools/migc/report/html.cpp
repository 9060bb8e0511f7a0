// The report as one page that needs nothing besides itself: no script, no font, no picture from elsewhere.
#include <algorithm>
#include <filesystem>

#include "support/text.h"
#include "tools/migc/report/allowed.h"
#include "tools/migc/report/guards.h"
#include "tools/migc/report/html_text.h"
#include "tools/migc/report/report.h"
#include "tools/migc/report/repository.h"

namespace migc {

std::string html(std::string_view text) {
  std::string out;
  const std::string shown = printable(text);
  for (std::string_view rest = shown; !rest.empty();) {
    const std::size_t length = std::max<std::size_t>(1, utf8_sequence(rest));
    const std::string_view letter = rest.substr(0, length);
    rest.remove_prefix(length);
    if (letter == "&")
      out += "&amp;";
    else if (letter == "<")
      out += "&lt;";
    else if (letter == ">")
      out += "&gt;";
    else if (letter == "\"")
      out += "&quot;";
    else if (letter == "'")
      out += "&#39;";
    else if (letter == "\u200E" || letter == "\u200F" || letter == "\u061C")
      out += "\uFFFD";
    else
      out += letter;
  }
  return out;
}

namespace {

// A grade by shape, word and colour; the shapes are defined once, in the page's head.
std::string badge(Grade grade) {
  return fmt::format(
      "<span class=\"grade {0}\"><svg class=\"shape\" aria-hidden=\"true\"><use href=\"#shape-{0}\"/></svg>"
      "<span class=\"word\">{0}</span></span>",
      grade_name(grade));
}

constexpr std::string_view shapes = R"html(<svg class="defs" aria-hidden="true"><defs>
<symbol id="shape-exact" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7"/><path class="cut" d="M4.6 8.3l2.4 2.4 4.4-5"/></symbol>
<symbol id="shape-guarded" viewBox="0 0 16 16"><path d="M8 .8l6 2.2v4.6c0 3.7-2.5 6.3-6 7.6-3.5-1.3-6-3.9-6-7.6V3z"/><path class="cut" d="M8 4.6v4M8 11.2v.2"/></symbol>
<symbol id="shape-lossy" viewBox="0 0 16 16"><path d="M8 1l7.4 13.4H.6z"/><path class="cut" d="M8 6v4M8 12.2v.2"/></symbol>
<symbol id="shape-irreversible" viewBox="0 0 16 16"><path d="M4.9.8h6.2l4.1 4.1v6.2l-4.1 4.1H4.9L.8 11.1V4.9z"/><path class="cut" d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6"/></symbol>
</defs></svg>
)html";

std::string_view meaning(Grade grade) {
  switch (grade) {
    case Grade::Exact:
      return "schema and rows are what they were";
    case Grade::Guarded:
      return "likewise, but stops where rows written since do not fit";
    case Grade::Lossy:
      return "the schema is what it was; rows or values are gone";
    case Grade::Irreversible:
      return "there is no downgrade";
  }
  return "";
}

std::optional<Grade> worst(const Grades::Part& part) {
  std::optional<Grade> grade;
  for (const auto& of_target : part.grades)
    if (of_target) grade = std::max(grade.value_or(Grade::Exact), *of_target);
  return grade;
}

class Page {
 public:
  explicit Page(const Report& report) : report_(report), grades_(report.grades) {
    const auto& order = report.project.history->order();
    for (std::size_t i = 0; i < order.size(); ++i) places_.emplace(order[i], i);
    if (report.compiled && report.scripts)
      for (const TargetScripts& scripts : *report.scripts) {
        auto& of_target = scripts_.emplace_back();
        for (std::size_t i = 0; i < scripts.revisions.size(); ++i)
          of_target.emplace(scripts.revisions[i].revision, i);
      }
  }

  std::string write() {
    out_ =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n";
    add("<title>{}: how far the way back goes</title>\n<style>\n{}</style>\n</head>\n<body>\n{}<main>\n",
        html(name()), html_style(), shapes);
    header();
    messages();
    allowed();
    if (report_.compiled) {
      matrix();
      if (!grades_.parts().empty()) out_ += "<section>\n<h2 id=\"revisions\">Revisions</h2>\n";
      for (const Grades::Part& part : grades_.parts()) revision(part);
      if (!grades_.parts().empty()) out_ += "</section>\n";
    }
    add("<footer>migc {}. Grades speak of coming back to the state before: what each brings back was derived "
        "and proved on "
        "the model, or declared by its author where that is said.</footer>\n</main>\n</body>\n</html>\n",
        migc_version);
    return std::move(out_);
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> text, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), text, std::forward<Args>(args)...);
  }

  // What the project's folder is called; of files alone, theirs.
  std::string name() const {
    std::error_code error;
    if (!report_.project.settings.folder.empty())
      return std::filesystem::weakly_canonical(report_.project.settings.folder, error).filename().string();
    std::vector<std::string> files;
    for (std::size_t i = 0; i < report_.project.sources.size(); ++i)
      files.push_back(
          std::filesystem::path(report_.project.sources[static_cast<FileId>(i)].path).filename().string());
    return join_and(files);
  }

  std::string anchor(const Revision* revision) const { return fmt::format("r{}", places_.at(revision) + 1); }

  void header() {
    add("<header>\n<p class=\"kind\">Database migrations: how far the way back goes</p>\n<h1>{}</h1>\n",
        html(name()));
    if (report_.plan)
      add("<p class=\"range\"><code>{}</code> → <code>{}</code>: {}</p>\n",
          html(name_of(report_.plan->standings.front())), html(name_of(report_.plan->standings.back())),
          html(report_.verdict()));
    if (report_.compiled) summary();
    out_ += "</header>\n";
  }

  void summary() {
    std::array<std::size_t, all_grades.size()> counts{};
    for (const Grades::Part& part : grades_.parts())
      if (const auto grade = worst(part)) ++counts[static_cast<std::size_t>(*grade)];
    out_ += "<ul class=\"cards\">\n";
    for (Grade grade : all_grades) {
      const std::size_t count = counts[static_cast<std::size_t>(grade)];
      add("<li class=\"{}{}\"><b>{}</b>{}<span>{}</span></li>\n", grade_name(grade), count ? "" : " none",
          count, badge(grade), meaning(grade));
    }
    out_ += "</ul>\n";
    out_ += "<p class=\"note\">Counted by the worst of the targets.";
    if (grades_.parts().size() > 1) {
      std::vector<std::optional<Grade>> whole;
      for (Grade grade : grades_.whole()) whole.emplace_back(grade);
      add(" All revisions taken back as one: {}.", html(grades_.by_target(whole)));
    }
    out_ += "</p>\n";
  }

  void messages() {
    const auto list = in_order(report_.project.diagnostics);
    if (list.empty()) return;
    const Sources& sources = report_.project.sources;
    add("<section>\n<h2>{}</h2>\n<ol class=\"messages\">\n",
        report_.project.diagnostics.has_errors() ? "Errors" : "Warnings");
    for (const Diagnostic* diagnostic : list) {
      const DiagnosticInfo& kind = info(diagnostic->id);
      add("<li class=\"{0}\"><p><b>{0}</b> <span class=\"text\">{1}</span> <code>{2}</code></p>\n",
          severity_word(diagnostic->severity), html(diagnostic->message), kind.code);
      if (diagnostic->span.known()) {
        const LineColumn at = sources.line_column(diagnostic->span.file, diagnostic->span.begin);
        add("<pre><span class=\"at\">{}:{}:{}</span>\n{}</pre>\n", html(sources[diagnostic->span.file].path),
            at.line, at.column, html(sources.line(diagnostic->span.file, at.line)));
      }
      for (const Label& label : diagnostic->labels)
        add("<p class=\"more\">{}: {}</p>\n", html(report_.project.sources.short_place(label.span)),
            html(label.text));
      for (const std::string& note : diagnostic->notes) add("<p class=\"more\">{}</p>\n", html(note));
      for (const std::string& fix : diagnostic->fixes) add("<p class=\"fix\">{}</p>\n", html(fix));
      out_ += "</li>\n";
    }
    out_ += "</ol>\n</section>\n";
  }

  void allowed() {
    const auto list = used_allowances(report_.project);
    if (list.empty()) return;
    out_ += "<section>\n<h2>Allowed by its authors</h2>\n<ul class=\"allowed\">\n";
    for (const Allowance* allowance : list)
      add("<li><span class=\"at\">{}</span> <code>{}</code> <span class=\"text\">{}</span></li>\n",
          html(report_.project.sources.short_place(allowance->span)), name_of(allowance->rule),
          html(allowance->why));
    out_ += "</ul>\n</section>\n";
  }

  void matrix() {
    if (grades_.parts().empty()) return;
    add("<section>\n<h2 id=\"matrix\">Revisions and targets</h2>\n<table class=\"matrix{}\">\n<thead><tr><th "
        "scope=\"col\">Revision</th>",
        grades_.targets() > 8 ? " many" : "");
    for (std::size_t i = 0; i < grades_.targets(); ++i)
      add("<th scope=\"col\"><span>{}</span></th>", grades_.target(i));
    out_ += "</tr></thead>\n<tbody>\n";
    for (const Grades::Part& part : grades_.parts()) {
      add("<tr><th scope=\"row\"><a href=\"#{}\"><code>{}</code> <span class=\"text\">{}</span></a></th>",
          anchor(part.revision), html(part.revision->id.name.str()), html(part.revision->message));
      for (const auto& grade : part.grades) add("<td>{}</td>", grade ? badge(*grade) : std::string("–"));
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n</section>\n";
  }

  void revision(const Grades::Part& part) {
    const Revision& revision = *part.revision;
    add("<article id=\"{0}\">\n<h3>{1} <a class=\"text\" href=\"#{0}\">{2}</a></h3>\n<p "
        "class=\"about\"><code>{3}</code>",
        anchor(&revision), worst(part) ? badge(*worst(part)) : "",
        html(revision.message.empty() ? revision.id.name.str() : revision.message),
        html(revision.id.name.str()));
    const bool agree = std::all_of(part.grades.begin(), part.grades.end(),
                                   [&](const auto& grade) { return grade == part.grades.front(); });
    if (!agree) add(" <span>{}</span>", html(grades_.by_target(part.grades)));
    add(" <span>{}</span></p>\n", html(repository_path(report_.project.sources[revision.span.file].path)));
    findings(part);
    drawings(&revision);
    guards(&revision);
    scripts(&revision);
    out_ += "</article>\n";
  }

  // A statement as it was written; a long one is folded.
  void statement(Span span) {
    const std::string_view text = report_.project.sources.text(span);
    const std::string written = fmt::format("<pre><code>{}</code></pre>", html(text));
    add("<li><div class=\"at\">{}</div>", html(report_.project.sources.short_place(span)));
    if (std::count(text.begin(), text.end(), '\n') < 8)
      out_ += written;
    else
      add("<details class=\"long\"><summary><code>{}</code></summary>{}</details>",
          html(report_.one_line(span)), written);
    out_ += "\n<ul class=\"findings\">\n";
  }

  // Each statement that has something to tell, and below it what.
  void findings(const Grades::Part& part) {
    if (part.rows.empty()) {
      out_ += "<p class=\"nothing\">Nothing is lost, refused or discarded.</p>\n";
      return;
    }
    out_ += "<ul class=\"statements\">\n";
    const Span* open = nullptr;
    for (const Grades::Row& row : part.rows) {
      const Finding& finding = row.finding;
      if (!open || open->begin != finding.span.begin || open->file != finding.span.file) {
        if (open) out_ += "</ul></li>\n";
        statement(finding.span);
        open = &finding.span;
      }
      const bool discards = finding.grade == Grade::Exact;
      add("<li class=\"{}\">{} <span class=\"text\">{}{}</span>",
          discards ? "discards" : grade_name(finding.grade),
          discards ? "<span class=\"grade discards\"><span class=\"word\">discards</span></span>"
                   : badge(finding.grade),
          html(finding.what()), info(finding.rule).basis == Basis::Declared ? " <i>(declared)</i>" : "");
      if (row.targets.size() < grades_.targets())
        add(" <span class=\"on\">on {}</span>", html(grades_.names(row.targets)));
      if (const std::string fix = finding.fix(); !discards && !fix.empty())
        add("<p class=\"fix\">{}</p>", html(fix));
      out_ += "</li>\n";
    }
    out_ += "</ul></li>\n</ul>\n";
  }

  void drawings(const Revision* revision) {
    const auto& parts = report_.drawings.of(revision);
    for (const auto& [drawing, targets] : parts) {
      if (drawing.boxes.empty()) continue;
      out_ += "<figure>";
      if (parts.size() > 1) {
        std::vector<std::string> names;
        for (const Target& target : targets) names.push_back(to_string(target));
        add("<figcaption>{}</figcaption>", html(join_and(names)));
      }
      out_ += "<div class=\"scroll\">" + svg(drawing) + "</div></figure>\n";
    }
  }

  // The queries that its scripts ask, to be tried beforehand.
  void guards(const Revision* revision) {
    const auto found = guards_.find(revision);
    if (found == guards_.end() || (found->second.up.empty() && found->second.down.empty())) return;
    out_ += "<details class=\"scripts\"><summary>What may stand in the way, and is asked first</summary>\n";
    const auto way = [&](const std::vector<AskedGuard>& list, std::string_view title) {
      if (list.empty()) return;
      add("<h4>{}</h4>\n<ul class=\"asked\">\n", title);
      for (const AskedGuard& asked : list)
        add("<li><p>{}{}{}</p><pre class=\"sql\"><code>{};</code></pre></li>\n", html(asked.what),
            asked.targets.size() < report_.scripts->size()
                ? fmt::format(" <span class=\"on\">on {}</span>", html(join_and(asked.targets)))
                : "",
            asked.first ? "" : " <span class=\"on\">asked on the way</span>", html(asked.query));
      out_ += "</ul>\n";
    };
    way(found->second.up, "Up");
    way(found->second.down, "Down");
    out_ += "</details>\n";
  }

  void scripts(const Revision* revision) {
    if (scripts_.empty()) return;
    out_ += "<details class=\"scripts\"><summary>Scripts, up and down</summary>\n";
    for (std::size_t target = 0; target < scripts_.size(); ++target) {
      const auto place = scripts_[target].find(revision);
      if (place == scripts_[target].end()) continue;
      const TargetScripts& all = (*report_.scripts)[target];
      const TargetRevision& compiled = all.revisions[place->second];
      add("<details><summary>{}</summary>\n", to_string(all.target));
      for (const Direction direction : {Direction::Up, Direction::Down}) {
        const bool up = direction == Direction::Up;
        if (!up && !compiled.reversible) {
          add("<p class=\"nothing\">No way down: {}</p>\n", html(compiled.why_not));
          continue;
        }
        const Script script = make_script(report_.project, all, *report_.plan, place->second, 1, direction);
        add("<h4>{}</h4><pre class=\"sql\"><code>{}</code></pre>\n", up ? "Up" : "Down",
            html(all.backend->script(script, report_.project.sources)));
      }
      out_ += "</details>\n";
    }
    out_ += "</details>\n";
  }

  const Report& report_;
  const Grades& grades_;
  std::unordered_map<const Revision*, std::size_t> places_;  // in the order of the history
  std::vector<std::unordered_map<const Revision*, std::size_t>>
      scripts_;  // by target: the place of its scripts
  std::unordered_map<const Revision*, RevisionGuards> guards_;
  std::string out_;
};

}  // namespace

std::string html_report(const Report& report) { return Page(report).write(); }

}  // namespace migc
