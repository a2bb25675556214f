#pragma once

#include "CLanguageDataFile.h"

/// The name recogniser; its card and its licence lie beside it in `data/models`.
LanguageDataFile languageDataFrenchNames(void);
