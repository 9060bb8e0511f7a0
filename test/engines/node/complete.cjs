// When the client sqlite3 takes a text for whole statements: it ends in a semicolon that is in no string, no comment and no trigger.
"use strict";

const SPACE = 0, SEMICOLON = 1, OTHER = 2, EXPLAIN = 3, CREATE = 4, TEMP = 5, TRIGGER = 6, END = 7;
const WORDS = new Map([["explain", EXPLAIN], ["create", CREATE], ["temp", TEMP], ["temporary", TEMP], ["trigger", TRIGGER],
  ["end", END]]);
// The states of SQLite's own sqlite3_complete: nothing yet, start, normal, explain, create, trigger, semicolon in it, end of it.
const NEXT = [
  [0, 1, 2, 3, 4, 2, 2, 2],
  [1, 1, 2, 3, 4, 2, 2, 2],
  [2, 1, 2, 2, 2, 2, 2, 2],
  [3, 1, 3, 3, 4, 3, 3, 3],
  [4, 1, 2, 2, 2, 4, 5, 2],
  [5, 6, 5, 5, 5, 5, 5, 5],
  [6, 6, 5, 5, 5, 5, 5, 7],
  [7, 1, 5, 5, 5, 5, 5, 5],
];
const TOKEN = /\s+|--[^\n]*|\/\*[^]*?(\*\/|$)|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|`(?:[^`]|``)*`?|\[[^\]]*\]?|;|[\w$\u0080-\uffff]+|[^]/g;
const UNCLOSED = /^(?:\/\*(?![^]*\*\/$)|'(?![^]*'$)|"(?![^]*"$)|`(?![^]*`$)|\[(?![^]*\]$))/;

function complete(sql) {
  let state = 0;
  for (const [token] of sql.matchAll(TOKEN)) {
    if (UNCLOSED.test(token)) return false;
    state = NEXT[state][kind(token)];
  }
  return state === 1;
}

function kind(token) {
  if (/^(\s|--|\/\*)/.test(token)) return SPACE;
  if (token === ";") return SEMICOLON;
  return WORDS.get(token.toLowerCase()) ?? OTHER;
}

function blank(sql) {
  return /^(\s+|--[^\n]*(\n|$)|\/\*[^]*?\*\/)*$/.test(sql);
}

module.exports = { complete, blank };
