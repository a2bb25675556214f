#pragma once

#include "CLanguageDataFile.h"

/// Names, titles, heads of names and places with coordinates; made by `workbench-train gazetteers`.
LanguageDataFile languageDataFrenchGazetteer(void);
