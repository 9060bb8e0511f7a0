// std::visit with a lambda for each alternative. Never write a catch-all lambda over operations: a
// missing alternative is a build error, and that error is how a new operation finds its places.
#pragma once

namespace migc {

template <class... F>
struct overloaded : F... {
  using F::operator()...;
};
template <class... F>
overloaded(F...) -> overloaded<F...>;

}  // namespace migc
