// Splits a script into its statements, as the clients do: [{text, line}].
"use strict";

const PARTS = {
  mysql: /--(?=\s)[^\n]*|#[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^'\\]|''|\\[^])*'?|"(?:[^"\\]|""|\\[^])*"?|`(?:[^`]|``)*`?|\n|[^]/y,
  postgres: /--[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|\$(\w*)\$[^]*?\$\1\$|\n|[^]/y,
};
const DELIMITER = /[ \t]*delimiter[ \t]+(\S+)[^\n]*\n?/iy;

function split(script, language) {
  const part = PARTS[language], found = [];
  let at = 0, line = 1, text = "", first = 0, delimiter = ";", startOfLine = true;
  const end = () => {
    if (text.trim()) found.push({ text: text.trim(), line: first });
    text = "";
  };
  while (at < script.length) {
    DELIMITER.lastIndex = at;
    const told = language === "mysql" && startOfLine && !text.trim() && DELIMITER.exec(script);
    if (told) {
      delimiter = told[1];
      at = DELIMITER.lastIndex;
      line++;
      continue;
    }
    if (script.startsWith(delimiter, at)) {
      end();
      at += delimiter.length;
      continue;
    }
    part.lastIndex = at;
    const [token] = part.exec(script);
    at += token.length;
    const comment = /^(--|#|\/\*(?!!))/.test(token) && token.length > 1;
    if (!comment) {
      if (!text.trim()) first = line;
      text += token;
    }
    startOfLine = token === "\n" || (startOfLine && /^[ \t]$/.test(token));
    line += token.split("\n").length - 1;
  }
  end();
  return found;
}

module.exports = { split };
