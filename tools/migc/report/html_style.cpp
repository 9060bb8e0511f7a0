#include "tools/migc/report/html_text.h"

namespace migc {

std::string_view html_style() {
  return R"css(:root {
  color-scheme: light dark;
  --page: #fafaf8; --card: #fff; --ink: #20242a; --soft: #5d6570; --line: #e3e4e2; --code: #f4f4f1; --link: #2d54a0;
  --exact: #1d7148; --exact-bg: #e8f3ec; --guarded: #805800; --guarded-bg: #faf1d8;
  --lossy: #ad3c14; --lossy-bg: #fcebe2; --irreversible: #86163a; --irreversible-bg: #fae6ec;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15181c; --card: #1c2025; --ink: #e4e6e9; --soft: #9aa3ae; --line: #30363d; --code: #22272d; --link: #92b4f4;
    --exact: #6fc798; --exact-bg: #1b3227; --guarded: #e0b650; --guarded-bg: #352c14;
    --lossy: #f0926a; --lossy-bg: #3b2419; --irreversible: #f08aa6; --irreversible-bg: #3c1c28;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif; }
main { max-width: 1160px; margin: 0 auto; padding: 48px 28px 64px; }
h1 { font-size: 30px; line-height: 1.2; margin: 2px 0 6px; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { font-size: 19px; margin: 56px 0 16px; }
h3 { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; font-size: 16.5px; line-height: 1.35; margin: 0; }
h4 { font-size: 13px; margin: 12px 0 4px; color: var(--soft); }
p { margin: 0; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
code, pre { font-family: var(--mono); font-size: 12.5px; unicode-bidi: isolate; }
.text { unicode-bidi: isolate; }
ul, ol { list-style: none; margin: 0; padding: 0; }
.defs { position: absolute; width: 0; height: 0; }
.kind { color: var(--soft); font-size: 14px; }
.range, .note, .about { color: var(--soft); overflow-wrap: anywhere; }
.note { font-size: 13.5px; margin-top: 12px; }

.cards { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; margin-top: 28px; }
.cards li { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px 16px; }
.cards b { display: block; font-size: 30px; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; }
.cards li > span:last-child { display: block; color: var(--soft); font-size: 13px; line-height: 1.4; margin-top: 6px; }
.cards .none b { color: var(--soft); opacity: .55; }

.grade { display: inline-flex; align-items: center; gap: 6px; border-radius: 99px; padding: 1px 10px 1px 7px;
  font-size: 12.5px; font-weight: 550; line-height: 20px; white-space: nowrap; }
.shape { width: 13px; height: 13px; flex: none; fill: currentColor; }
.cut { fill: none; stroke: var(--card); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.grade.exact { color: var(--exact); background: var(--exact-bg); }
.grade.guarded { color: var(--guarded); background: var(--guarded-bg); }
.grade.lossy { color: var(--lossy); background: var(--lossy-bg); }
.grade.irreversible { color: var(--irreversible); background: var(--irreversible-bg); }
.grade.discards { color: var(--soft); background: var(--code); padding-left: 10px; }

.matrix { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--card); border: 1px solid var(--line);
  border-radius: 12px; }
.matrix th, .matrix td { padding: 6px 8px; border-top: 1px solid var(--line); text-align: center; }
.matrix thead th { position: sticky; top: 0; z-index: 1; background: var(--card); border-top: 0; font-size: 12.5px; font-weight: 600;
  border-bottom: 1px solid var(--line); padding: 10px 8px; color: var(--soft); white-space: nowrap; }
.matrix thead th:first-child { border-top-left-radius: 12px; }
.matrix thead th:last-child { border-top-right-radius: 12px; }
.matrix tbody tr:first-child > * { border-top: 0; }
.matrix th:first-child { text-align: left; padding-left: 16px; width: 99%; max-width: 0; }
.matrix tbody th { font-weight: 400; line-height: 1.4; overflow-wrap: anywhere; }
.matrix td .exact { background: none; font-weight: 450; }
.matrix tbody th a { color: inherit; }
.matrix tbody th code { color: var(--link); margin-right: 6px; }
.matrix tbody tr:hover > * { background: var(--code); }
.matrix.many { display: block; overflow-x: auto; }

article { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px 22px; margin-top: 16px;
  scroll-margin-top: 16px; }
article:target { outline: 2px solid var(--link); outline-offset: 2px; }
h3 a { color: inherit; overflow-wrap: anywhere; min-width: 0; }
.about { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 13px; margin-top: 4px; }
.nothing { color: var(--soft); font-size: 14px; margin-top: 10px; }
.statements > li { margin-top: 16px; }
.at { color: var(--soft); font: 12px/1.5 var(--mono); }
pre { background: var(--code); border-radius: 8px; padding: 10px 13px; margin: 4px 0 0; overflow: auto; max-height: 300px; line-height: 1.5;
  white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
pre.sql { max-height: 520px; white-space: pre; overflow-wrap: normal; }
.findings li { padding: 6px 0 0 2px; }
.findings .grade { margin-right: 4px; }
.on { color: var(--soft); font-size: 13px; }
.fix { color: var(--soft); font-size: 13.5px; padding-left: 20px; text-indent: -16px; overflow-wrap: anywhere; unicode-bidi: isolate; }
.fix::before { content: "→ "; color: var(--link); }
.messages li { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--irreversible); border-radius: 8px;
  padding: 12px 16px; margin-top: 10px; overflow-wrap: anywhere; }
.messages li.warning { border-left-color: var(--guarded); }
.messages b { color: var(--irreversible); }
.messages .warning b { color: var(--guarded); }
.messages code, .more { color: var(--soft); }
.more { font-size: 13.5px; margin-top: 4px; }

figure { margin: 16px 0 0; }
figcaption { color: var(--soft); font-size: 13px; margin-bottom: 4px; }
.scroll { overflow-x: auto; }
.drawing { display: block; font: 12px var(--mono); fill: var(--ink); }
.drawing text { white-space: pre; }
.box rect { fill: var(--card); stroke: var(--line); stroke-width: 1.2; }
.box .rule { stroke: var(--line); fill: none; }
.box.added > rect { stroke: var(--exact); }
.box.dropped > rect { stroke: var(--lossy); stroke-dasharray: 5 4; }
.box.bare.same > rect { stroke: var(--soft); stroke-dasharray: 2 3; opacity: .7; }
.box .name { font-weight: 600; }
.box.same > .name { fill: var(--soft); }
.added > .sign { fill: var(--exact); }
.dropped > .sign { fill: var(--lossy); }
.changed > .sign { fill: var(--link); }
.sign { font-weight: 700; }
.box g.dropped text + text { text-decoration: line-through; fill: var(--soft); }
.box g.same text { fill: var(--soft); }
.ref path { fill: none; stroke: var(--soft); stroke-width: 1.3; opacity: .8; }
.ref .tip { fill: var(--soft); stroke: none; opacity: 1; }
.ref.added path { stroke: var(--exact); }
.ref.added .tip { fill: var(--exact); stroke: none; }
.ref.dropped path { stroke: var(--lossy); stroke-dasharray: 5 4; }
.ref.dropped .tip { fill: var(--lossy); stroke: none; }

.long summary { color: inherit; }
.long summary code { background: var(--code); border-radius: 6px; padding: 3px 8px; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--link); font-size: 14px; width: fit-content; }
.scripts { margin-top: 16px; border-top: 1px solid var(--line); padding-top: 12px; }
.scripts details { margin: 8px 0 0 16px; }
.scripts + .scripts { margin-top: 12px; }
.asked li { margin-top: 10px; font-size: 14px; overflow-wrap: anywhere; }
.asked pre.sql { white-space: pre-wrap; overflow-wrap: anywhere; }
.allowed li { margin-top: 8px; font-size: 14px; overflow-wrap: anywhere; }
.allowed .at { margin-right: 6px; }
footer { color: var(--soft); font-size: 13px; margin-top: 56px; max-width: 70ch; }

@media (max-width: 900px) {
  .matrix .grade { padding: 3px; border-radius: 50%; }
  .matrix .shape { width: 16px; height: 16px; }
  .matrix .word { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
}
@media (max-width: 640px) {
  main { padding: 28px 14px 48px; }
  .cards { grid-template-columns: 1fr 1fr; }
  .matrix th, .matrix td { padding: 6px 3px; }
  .matrix th:first-child { padding-left: 10px; }
  .matrix thead th span { writing-mode: vertical-rl; transform: rotate(180deg); }
  .matrix thead th { vertical-align: bottom; font-weight: 500; }
  .matrix tbody th a > * { display: block; }
  article { padding: 16px 14px; }
}
@media print {
  :root { color-scheme: light; }
  body { background: none; font-size: 11pt; }
  main { max-width: none; padding: 0; }
  article, .cards li, .messages li { break-inside: avoid-page; }
  .matrix thead th { position: static; }
  .matrix tr { break-inside: avoid; }
  .grade, .shape, pre { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  pre, pre.sql { max-height: none; white-space: pre-wrap; overflow-wrap: anywhere; }
  .drawing { max-width: 100%; height: auto; }
  .scripts:not([open]) { display: none; }
  a { color: inherit; }
}
)css";
}

}  // namespace migc
