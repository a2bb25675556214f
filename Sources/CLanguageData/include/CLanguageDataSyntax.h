#pragma once

#include "CLanguageDataFile.h"

/// Weights of the dependency parser; made by `workbench-train parser`.
LanguageDataFile languageDataFrenchParser(void);
