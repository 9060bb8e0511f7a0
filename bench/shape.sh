#!/usr/bin/env bash
# The shape of the cost: how `migc upgrade base:head` compares with merely reading the same files, at
# 1,000 and at 10,000 revisions, and how long the examples take to build. See README.md.
#
#   bench/shape.sh [--assert] [--dialect D]…
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

max_ratio=5    # against reading, at 10,000 revisions
max_growth=1.5 # of the cost per revision, from 1,000 to 10,000

assert=no dialects=()
while (($#)); do
  case $1 in
    --assert) assert=yes ;;
    --dialect)
      dialects+=("${2?--dialect takes a name}")
      shift
      ;;
    *)
      echo "usage: bench/shape.sh [--assert] [--dialect D]…" >&2
      exit 2
      ;;
  esac
  shift
done
((${#dialects[@]})) || dialects=(postgres mysql mariadb sqlite)

migc=$PWD/build/migc
[[ -x $migc ]] || { echo "there is no build/migc: run tools/dev build" >&2; exit 1; }
command -v hyperfine >/dev/null || { echo "hyperfine is missing: install it" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# milliseconds HYPERFINE-OPTION… COMMAND: the median of the runs; what is printed goes nowhere.
milliseconds() {
  hyperfine --warmup 3 --min-runs 10 --style none --export-json "$work/time.json" "$@" \
    >/dev/null 2>"$work/said" || { cat "$work/said" >&2; return 1; }
  /usr/bin/python3 -c 'import json, sys
print("%.3f" % (1000 * json.load(open(sys.argv[1]))["results"][0]["median"]))' "$work/time.json"
}
calculate() { awk "BEGIN { printf \"%.2f\", $1 }"; }
# over VALUE LIMIT WHAT
over() {
  awk "BEGIN { exit !($1 > $2) }" || return 0
  echo "  too much: $3 is $1, and at most $2 is allowed"
  missed=$((missed + 1))
}

"${CXX:-g++}" -std=c++20 -O2 bench/read_files.cpp -o "$work/read_files"

missed=0
declare -A each
for count in 1000 10000; do
  project=$work/$count
  /usr/bin/python3 bench/generate_history.py "$count" "$project"
  read_ms=$(milliseconds -N "$work/read_files $project")
  printf '%d revisions: reading the files takes %s ms\n' "$count" "$read_ms"
  for dialect in "${dialects[@]}"; do
    ms=$(milliseconds -N "$migc upgrade base:head --project $project --dialect $dialect")
    ratio=$(calculate "$ms / $read_ms")
    cost=$(calculate "1000 * $ms / $count")
    printf '  %-9s %9s ms  %6s x reading  %7s µs a revision\n' "$dialect" "$ms" "$ratio" "$cost"
    if ((count == 1000)); then
      each[$dialect]=$cost
    else
      over "$ratio" "$max_ratio" "$dialect: the time against reading"
      over "$(calculate "$cost / ${each[$dialect]}")" "$max_growth" "$dialect: the growth of the cost"
    fi
  done
done

echo "The examples, all their targets:"
for project in examples/*/; do
  ms=$(milliseconds -N "$migc build --project $project -o $work/out")
  printf '  %-18s %9s ms\n' "${project%/}" "$ms"
done

[[ $assert == no ]] || ((missed == 0))
