#!/bin/sh
# Lays out an installation: lay-out.sh BINARY FOLDER
set -eu
binary=$1
folder=$2
here=$(cd "$(dirname "$0")/.." && pwd)

install -d "$folder/bin" "$folder/share/workbench" "$folder/share/man/man1" \
  "$folder/share/bash-completion/completions" "$folder/share/zsh/site-functions" \
  "$folder/share/fish/vendor_completions.d"
install -m 755 "$binary" "$folder/bin/workbench"
for part in Scripts Plugins Examples; do
  if [ -d "$here/$part" ]; then
    rm -rf "$folder/share/workbench/$part"
    cp -R "$here/$part" "$folder/share/workbench/$part"
  fi
done
for text in README.md LICENSE ATTRIBUTION.md; do install -m 644 "$here/$text" "$folder/share/workbench/$text"; done
# The notices of the libraries that are part of the program, as Debian has collected them.
install -d "$folder/share/workbench/licences"
for package in liblua5.4-dev zlib1g-dev libedit-dev libbsd-dev libmd-dev libncurses-dev; do
  notice=/usr/share/doc/$package/copyright
  if [ -f "$notice" ]; then install -m 644 "$notice" "$folder/share/workbench/licences/$package"; fi
done
"$binary" --generate-completion-script bash > "$folder/share/bash-completion/completions/workbench"
"$binary" --generate-completion-script zsh > "$folder/share/zsh/site-functions/_workbench"
"$binary" --generate-completion-script fish > "$folder/share/fish/vendor_completions.d/workbench.fish"
install -m 644 "$here/Packaging/workbench.1" "$folder/share/man/man1/workbench.1"
