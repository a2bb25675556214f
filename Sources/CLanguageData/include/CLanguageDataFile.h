#pragma once

#include <stddef.h>

/// A data file that is part of the binary: its bytes live as long as the process.
typedef struct LanguageDataFile {
  const unsigned char *_Nonnull bytes;
  size_t count;
} LanguageDataFile;
