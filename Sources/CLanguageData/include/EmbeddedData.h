#pragma once

#include <stddef.h>

/* Bytes that are part of the binary. */
typedef struct {
  const unsigned char *_Nonnull bytes;
  size_t size;
} EmbeddedData;
