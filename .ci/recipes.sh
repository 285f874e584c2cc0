#!/usr/bin/env bash
# Runs the recipes of the README in an empty folder with a copy of the shipped data. Usage: recipes.sh PROGRAM-FOLDER
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
export PATH="$(cd "$1" && pwd):$root/target/tools/python/bin:$PATH"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cp -r "$root/data" data
sed -n '/^Recipes (tested in CI)/,/^Exit status/p' "$root/README.md" | sed -n '/^```sh$/,/^```$/p' | grep -v '^```' > recipes
[ "$(wc -l < recipes)" -ge 6 ]
while IFS= read -r line; do
    printf '%s\n' "$ $line"
    bash -euo pipefail -c "$line" > part
    head -3 part
    cat part >> out
done < recipes
grep -q 'Baby Queen' out
[ "$(sqlite-utils rows songs.db songs | grep -c '"code"')" -ge 147 ]
sh pre-commit
