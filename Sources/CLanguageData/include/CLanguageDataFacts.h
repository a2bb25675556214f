#pragma once

#include "CLanguageDataFile.h"

/// Verbs that report speech: lemma, stance, forms.
LanguageDataFile languageDataFrenchReportingVerbs(void);
/// Words that begin sentences and no names, one a line.
LanguageDataFile languageDataFrenchFunctionWords(void);
