# What a terminal would show: carries out the lines of a file one after the other, in a folder.
#
#     bash transcript.sh MIGC FOLDER FILE
#
# `migc` is MIGC. An exit code that is not 0 stands in a line of its own; comments and empty lines are shown as they are.
program=$1 folder=$2
exec 3<"$3"
cd "$folder" || exit
migc() { "$program" "$@" </dev/null; }
while IFS= read -r line <&3; do
  case $line in
    '' | '#'*) printf '%s\n' "$line" ;;
    *)
      printf '$ %s\n' "$line"
      eval "$line" 2>&1
      status=$?
      [ $status -eq 0 ] || printf '(exit code %d)\n' $status
      ;;
  esac
done
