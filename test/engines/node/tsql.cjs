// T-SQL for parse.cjs: a script's batches, parsed by the grammar of antlr4ts-sql.
"use strict";

const path = require("path");

class Tsql {
  constructor(modules) {
    this.antlr = require(path.join(modules, "antlr4ts"));
    this.sql = require(path.join(modules, "antlr4ts-sql"));
  }

  error(text) {
    const errors = [];
    const listener = { syntaxError: (_, symbol, line, column, message) => errors.push(`${line}:${column} ${message}`) };
    const grammar = new this.sql.antlr4tsSQL(this.sql.SQLDialect.TSQL);
    const tokens = grammar.getTokens(text, [listener]);
    const parser = grammar.getParser(tokens, [listener]);
    grammar.getParseTree(parser);
    return errors.length ? errors[0].split(" expecting {")[0] : null;
  }

  // A batch ends at a line that says GO; lines that begin with a colon are for sqlcmd.
  statements(script) {
    const batches = [];
    let text = "", line = 1;
    script.split("\n").forEach((row, number) => {
      if (/^go$/i.test(row.trim())) {
        if (text.trim()) batches.push({ text, line });
        text = "";
      } else if (!/^:/.test(row) && !/^--/.test(row)) {
        if (!text) line = number + 1;
        if (text || row.trim()) text += row + "\n";
      }
    });
    if (text.trim()) batches.push({ text, line });
    return batches.filter(batch => batch.text.replace(/--.*$/gm, "").trim());
  }
}

module.exports = { Tsql };
