// A stand-in for the client sqlite3, for versions of SQLite that there is only as WebAssembly.
//
//   node sqlite.cjs FOLDER-OF-SQL.JS
//
// {file, script, style: {field, record, null} or null}  →  {status, out, err}
//
// A request is what one run of the client is: it opens the file, reads the script line by line, stops at the first error if .bail is
// on, and closes the file; what was committed stays, and a transaction that is open goes.
"use strict";

const fs = require("fs");
const path = require("path");
const { blank, complete } = require("./complete.cjs");
const { serve } = require("./serve.cjs");

class Client {
  constructor(database, style) {
    this.database = database;
    this.style = { field: "|", record: "\n", null: "", ...style };
    this.bail = Boolean(style);
    this.out = "";
    this.err = "";
    this.errors = 0;
  }

  run(script) {
    let text = "", first = 0;
    const lines = script.split("\n");
    for (let number = 0; number < lines.length; number++) {
      const line = lines[number];
      if (text === "" && blank(line + "\n")) continue;
      if (text === "" && /^[.#]/.test(line)) {
        this.told(line, number + 1);
      } else {
        if (text === "") first = number + 1;
        text += line + "\n";
        if (!line.includes(";") || !complete(text)) continue;
        this.statements(text, first);
        text = "";
      }
      if (this.errors && this.bail) return 1;
    }
    if (!blank(text)) this.statements(text, first);
    return this.errors ? 1 : 0;
  }

  // What the end of a connection does to a transaction that is open.
  leave() {
    try {
      this.database.run("rollback");
    } catch {
      // there was none
    }
  }

  // A line for the client itself.
  told(line, number) {
    const [command, value] = line.trim().split(/\s+/);
    if (command === ".bail") this.bail = value === "on";
    else if (command !== ".timeout" && !line.startsWith("#")) this.fail(number, `unknown command: ${command}`);
  }

  // Several statements on one line are one text for the client: an error skips the rest of it, whatever .bail says.
  statements(text, line) {
    try {
      for (const statement of this.database.iterateStatements(text)) {
        try {
          while (statement.step()) this.print(statement.get());
        } finally {
          statement.free();
        }
      }
    } catch (error) {
      this.fail(line, error.message);
    }
  }

  print(row) {
    this.out += row.map((value) => this.shown(value)).join(this.style.field) + this.style.record;
  }

  shown(value) {
    if (value === null) return this.style.null;
    return value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value);
  }

  fail(line, message) {
    this.errors++;
    this.err += `Error: near line ${line}: ${message}\n`;
  }
}

function answer(sqlite, request) {
  const before = fs.existsSync(request.file) ? fs.readFileSync(request.file) : Buffer.alloc(0);
  const database = new sqlite.Database(before.length ? new Uint8Array(before) : undefined);  // a copy: it is written to
  try {
    const client = new Client(database, request.style);
    const status = client.run(request.script);
    client.leave();
    const after = database.export();
    if (Buffer.compare(before, after)) fs.writeFileSync(request.file, after);
    return { status, out: client.out, err: client.err };
  } finally {
    database.close();
  }
}

async function main(folder) {
  const wasmBinary = fs.readFileSync(path.join(folder, "dist", "sql-wasm.wasm"));
  // Without functions of the package's own that would stand before SQLite's.
  const sqlite = await require(folder)({ wasmBinary, useOldExtensionFunctions: false });
  await serve((request) => answer(sqlite, request));
}

main(process.argv[2]);
