#pragma once

#include "CLanguageDataFile.h"

/// Weights of the dependency parser; made by `workbench-train parser`.
LanguageDataFile languageDataFrenchParser(void);
/// Frames of events; the format is in docs/events.md.
LanguageDataFile languageDataFrenchEvents(void);
