// A program of node that serves the tests: each line of standard input is a request in JSON, each line of standard output its answer.
"use strict";

const readline = require("readline");

async function serve(answer) {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    let said;
    try {
      said = await answer(JSON.parse(line));
    } catch (error) {
      said = { failure: String(error.stack) };
    }
    process.stdout.write(JSON.stringify(said) + "\n");
  }
}

module.exports = { serve };
