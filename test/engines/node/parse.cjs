// Parses scripts with the grammars of the engines.
//
//   node parse.cjs NODE_MODULES
//
// {language: "postgres" | "mysql" | "mssql" | "oracle", script}  →  {statements: how many, errors: [{line, statement, message}]}
"use strict";

const path = require("path");
const { serve } = require("./serve.cjs");
const { split } = require("./split.cjs");
const { Plsql } = require("./plsql.cjs");
const { Tsql } = require("./tsql.cjs");

const MYSQL_VERSION = 80021; // the newest that the grammar knows

// PostgreSQL's own parser, of version 18.
class Postgres {
  constructor(modules) {
    this.parser = require(path.join(modules, "libpg-query"));
  }

  async error(text) {
    try {
      await this.parser.parse(text);
      return null;
    } catch (error) {
      return error.message;
    }
  }

  // Lines that begin with a backslash are for psql.
  statements(script) {
    return split(script.replace(/^\\.*$/gm, ""), "postgres");
  }
}

// The grammar of MySQL Workbench.
class Mysql {
  constructor(modules) {
    this.antlr = require(path.join(modules, "antlr4ts"));
    this.sql = require(path.join(modules, "antlr4ts-sql"));
  }

  error(text) {
    const errors = [];
    const listener = { syntaxError: (_, symbol, line, column, message) => errors.push(`${line}:${column} ${message}`) };
    const grammar = new this.sql.antlr4tsSQL(this.sql.SQLDialect.MYSQL);
    const tokens = grammar.getTokens(text, [listener]);
    // The package sets the parser's version to 8.0, and the lexer's, which knows the words, to 5.7.
    tokens.tokenSource.serverVersion = MYSQL_VERSION;
    const parser = grammar.getParser(tokens, [listener]);
    grammar.getParseTree(parser);
    return errors.length ? errors[0].split(" expecting {")[0] : null;
  }

  statements(script) {
    return split(script, "mysql");
  }
}

const MODULES = process.argv[2];
const parsers = {}, known = {};

async function answer({ language, script }) {
  parsers[language] ??= new { postgres: Postgres, mysql: Mysql, mssql: Tsql, oracle: Plsql }[language](MODULES);
  known[language] ??= new Map();
  const statements = parsers[language].statements(script), errors = [];
  for (const { text, line } of statements) {
    // Scripts have much in common.
    if (!known[language].has(text)) known[language].set(text, await parsers[language].error(text));
    const message = known[language].get(text);
    if (message) errors.push({ line, statement: text, message });
  }
  return { statements: statements.length, errors };
}

serve(answer);
