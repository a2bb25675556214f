#pragma once

#include "CLanguageDataFile.h"

/// Words of the calendar: class, form, value.
LanguageDataFile languageDataFrenchCalendarWords(void);
/// The grammar of time expressions: rule, meaning, pattern, parameters.
LanguageDataFile languageDataFrenchDatePatterns(void);
/// Feasts: form, calendar, when.
LanguageDataFile languageDataFrenchFeasts(void);
/// Measured precision of the rules: rule, hundredths.
LanguageDataFile languageDataFrenchDateConfidence(void);
