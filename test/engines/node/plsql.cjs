// The grammar of PL/SQL, for parse.cjs: what Oracle and SQL*Plus would read.
"use strict";

const path = require("path");
const { pathToFileURL } = require("url");

const WORDS = /^(?:\s+|--[^\n]*\n?|\/\*[^]*?\*\/)*(begin|declare|create(?:\s+or\s+replace)?\s+(?:function|procedure|trigger|package|type))\b/i;
// What SQL*Plus keeps to itself, at the beginning of a statement.
const COMMAND = /^(?:whenever|set|prompt|exit)\b[^\n]*$/i;
const PART = /--[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|\n|[^]/y;

class Plsql {
  constructor(modules) {
    this.modules = modules;
  }

  // The package is a module of the other kind, and its tables take their time. It asks for antlr4 4.13.0, whose sets are
  // four times as slow as those of 4.13.2 (npm/package.json overrides it).
  async load() {
    const load = (name, ...file) => import(pathToFileURL(path.join(this.modules, name, ...file)).href);
    this.antlr = (await load("antlr4", "dist", "antlr4.node.mjs")).default;
    this.grammar = await load("@griffithswaite/ts-plsql-parser", "build", "index.js");
  }

  async error(text) {
    if (!this.grammar) await this.load();
    const errors = [];
    const listener = new this.antlr.error.ErrorListener();
    listener.syntaxError = (_, symbol, line, column, message) => errors.push(`${line}:${column} ${message}`);
    const { PlSqlLexer, PlSqlParser } = this.grammar;
    const lexer = new PlSqlLexer(new this.antlr.CharStream(text + "\n", true));
    lexer.removeErrorListeners();
    lexer.addErrorListener(listener);
    const parser = new PlSqlParser(new this.antlr.CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(listener);
    parser.buildParseTrees = false;
    parser.sql_script();
    return errors.length ? errors[0].split(" expecting {")[0] : null;
  }

  // As SQL*Plus reads a script: a statement ends in a semicolon at the end of a line, a block at a line that is `/` alone.
  statements(script) {
    const found = [];
    let at = 0, line = 1, text = "", first = 0;
    const end = (terminator) => {
      if (text.trim()) found.push({ text: text.trim() + terminator, line: first });
      text = "";
    };
    while (at < script.length) {
      PART.lastIndex = at;
      const [token] = PART.exec(script);
      const startOfLine = at === 0 || script[at - 1] === "\n";
      at += token.length;
      const block = WORDS.test(text);
      if (block && startOfLine && /^\/\n/.test(script.slice(at - 1))) end("\n/");
      else if (!block && token === ";" && /^[ \t]*(\n|$)/.test(script.slice(at))) end(";");
      else if (!block && token === "\n" && COMMAND.test(text.trim())) text = "";
      else if (!/^(--|\/\*)/.test(token)) {
        if (!text.trim()) first = line;
        text += token;
      }
      line += token.split("\n").length - 1;
    }
    end("");
    return found;
  }
}

module.exports = { Plsql };
