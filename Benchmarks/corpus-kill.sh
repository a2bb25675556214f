#!/bin/sh
# Kills additions at random moments and checks the corpus after each.
#   ./corpus-kill.sh WORKBENCH ARTICLES.jsonl [TIMES]
set -eu
workbench=$1
articles=$2
times=${3:-200}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
corpus=$folder/corpus
"$workbench" corpus create "$corpus"
total=$(grep -c '[^[:space:]]' "$articles")
round=0
wrong=0
begun=0
while [ "$round" -lt "$times" ]; do
  before=$("$workbench" corpus list "$corpus" --format jsonl | sed 's/,"tokens.*//' | wc -l)
  "$workbench" corpus add "$corpus" "$articles" >"$folder/out" 2>&1 &
  process=$!
  sleep "$(awk -v seed="$round$$" 'BEGIN { srand(seed); printf "%.3f", rand() * 4 }')"
  kill -9 "$process" 2>/dev/null || true
  wait "$process" 2>/dev/null || true
  # A segment file without its commit is what a killed process may leave; the next addition removes it.
  "$workbench" corpus check "$corpus" >"$folder/check" || true
  if grep -v 'belongs to no batch' "$folder/check"; then wrong=$((wrong + 1)); fi
  after=$("$workbench" corpus list "$corpus" --format jsonl | wc -l)
  if [ "$after" -lt "$before" ]; then wrong=$((wrong + 1)); fi
  round=$((round + 1))
  # Begin again when everything is in, so that every kill meets work.
  if [ "$after" -eq "$total" ]; then
    begun=$((begun + 1))
    rm -rf "$corpus"
    "$workbench" corpus create "$corpus"
  fi
done
"$workbench" corpus add "$corpus" "$articles" >/dev/null
count=$("$workbench" corpus list "$corpus" --format jsonl | wc -l)
"$workbench" corpus check "$corpus" || wrong=$((wrong + 1))
echo "$times kills, begun again $begun times: $wrong wrong; $count articles of $total at the end"
[ "$wrong" -eq 0 ] && [ "$count" -eq "$total" ]
