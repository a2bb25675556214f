// The character classes of patterns as one table: those of ctype.h in the "C" locale, without its calls.
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
  LR_CONTROL = 1, LR_DIGIT = 2, LR_LOWER = 4, LR_UPPER = 8, LR_PUNCTUATION = 16, LR_SPACE = 32, LR_HEXADECIMAL = 64,
  LR_ZERO = 128, LR_ALPHA = LR_LOWER | LR_UPPER, LR_ALPHANUMERIC = LR_ALPHA | LR_DIGIT,
  LR_GRAPH = LR_ALPHANUMERIC | LR_PUNCTUATION
};

/// The kinds each byte is of.
extern const uint8_t lr_kinds[256];

/// The kinds that the class letter `letter` stands for, in either case; 0 when it is no class.
static inline uint8_t lr_class_kinds(int letter) {
  switch (letter | 0x20) {
    case 'a': return LR_ALPHA;
    case 'c': return LR_CONTROL;
    case 'd': return LR_DIGIT;
    case 'g': return LR_GRAPH;
    case 'l': return LR_LOWER;
    case 'p': return LR_PUNCTUATION;
    case 's': return LR_SPACE;
    case 'u': return LR_UPPER;
    case 'w': return LR_ALPHANUMERIC;
    case 'x': return LR_HEXADECIMAL;
    case 'z': return LR_ZERO;  // undocumented, and still there
    default: return 0;
  }
}

/// Whether `letter`, the letter of a class, is a capital and the class so the complement.
static inline bool lr_is_complement(int letter) { return (letter & 0x20) == 0; }
