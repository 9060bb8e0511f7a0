// Inside of ir/passes/meet.h: two sides that meet at one place.
#pragma once

#include <optional>

#include "ir/passes/compile.h"

namespace migc {

// A statement of a revision, as its author wrote it.
struct Piece {
  const Revision* revision;
  const Statement* statement;
};
using Pieces = std::vector<Piece>;

// Finds what two sides do to one another. The schema stands where they part, and stands there again afterwards.
class Meeting {
 public:
  Meeting(Schema& schema, const CompileOptions& options, Diagnostics& diagnostics, Pieces common, Pieces left,
          Pieces right)
      : schema_(schema),
        options_(options),
        diagnostics_(diagnostics),
        common_(std::move(common)),
        left_(std::move(left)),
        right_(std::move(right)) {}

  // Reports the first conflict there is.
  void look();

 private:
  // What a piece touches besides the schema (ir/rows_touched.h).
  struct Touch {
    std::string what;
    bool writes;
    const Piece* piece;
  };
  struct Replayed {
    std::size_t applied = 0;  // how many pieces
    std::string why;          // why the next one is not legal
  };
  enum class Order : std::uint8_t { LeftFirst, RightFirst };

  // Applies the common part, and then so many of the one side and of the other.
  Replayed replay(Order order, std::size_t left, std::size_t right);
  // Appends the statements that it stands for to `up`. False where it is not legal, with the reason.
  bool apply_piece(const Piece& piece, std::vector<Statement>& up, std::string& why);
  // The pieces of one revision; gives the first that is not legal, or `end`.
  std::size_t apply_revision(const Pieces& pieces, std::size_t first, std::size_t end, std::string& why);
  bool legal(Order order, std::size_t left, std::size_t right);
  // What is not the same after both orders; empty when nothing is.
  std::string difference(std::size_t left, std::size_t right);

  bool find_illegal(Order order);
  bool find_difference();
  bool find_rows();
  void warn_of_raw_sql();
  Diagnostic& report(const Piece& piece, const Piece& other, const std::string& why);

  Schema& schema_;
  const CompileOptions& options_;
  Diagnostics& diagnostics_;
  const Pieces common_;
  const Pieces left_;
  const Pieces right_;
  std::vector<Touch>* touches_ = nullptr;
  std::vector<const Piece*> raw_;
};

}  // namespace migc
