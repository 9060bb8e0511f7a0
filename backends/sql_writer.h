// The one place that writes SQL: every name is quoted and every literal escaped here, so that nothing an
// author writes can end up as SQL that he did not write.
#pragma once

#include <string>
#include <string_view>

#include "ir/table.h"

namespace migc {

// How a dialect writes names and strings.
struct Quoting {
  enum class Fold : std::uint8_t { None, Lower, Upper };
  char open = '"';
  char close = '"';
  Fold fold = Fold::None;          // of names that are not quoted in the .mig file (rule S19)
  bool backslash_escapes = false;  // in strings
  std::string_view string_prefix;  // N: of strings that hold any character

  // A name as the engine has it then, in its catalogue too.
  Name folded(Name name) const;
};

// Writes one statement. Spaces between tokens come by themselves.
class SqlWriter {
 public:
  explicit SqlWriter(Quoting quoting) : quoting_(quoting) {}

  SqlWriter& words(std::string_view keywords);  // keywords and operators, as they are
  SqlWriter& name(Name name);
  SqlWriter& name(const TableName& table);
  SqlWriter& names(const std::vector<Ident>& columns);  // (a, b)
  SqlWriter& string(std::string_view value);
  SqlWriter& number(std::string_view digits);
  SqlWriter& call(std::string_view function);  // function(
  SqlWriter& open();                           // (
  SqlWriter& close();                          // )
  SqlWriter& comma();
  SqlWriter& end();                      // ;
  SqlWriter& raw(std::string_view sql);  // the author's own SQL
  SqlWriter& line();                     // a new line, at the current indentation
  SqlWriter& indent();
  SqlWriter& dedent();

  std::string take() { return std::move(out_); }

 private:
  void space();

  Quoting quoting_;
  std::string out_;
  int indent_ = 0;
};

}  // namespace migc
