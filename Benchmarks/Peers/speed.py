"""Speed of spaCy's French pipeline: speed.py MODEL ARTICLE BYTES

Prints tokens, CPU seconds for the article repeated to about BYTES, seconds from start to first result, and peak memory
in bytes.
"""
import resource
import sys
import time

start = time.perf_counter()
import importlib

pipeline = importlib.import_module(sys.argv[1]).load()
with open(sys.argv[2], encoding="utf-8", errors="replace") as file:
    text = file.read()
pipeline(text)
first = time.perf_counter() - start
pieces = [text] * max(1, int(sys.argv[3]) // max(len(text.encode()), 1))
best = None
for _ in range(2):
    start = time.process_time()
    tokens = sum(len(document) for document in pipeline.pipe(pieces))
    seconds = time.process_time() - start
    best = seconds if best is None else min(best, seconds)
print(tokens, best, first, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
