#pragma once

#include "CLanguageDataFile.h"

/// Words of the calendar: class, form, value.
LanguageDataFile languageDataFrenchCalendar(void);
/// Words for numbers: class, value, forms.
LanguageDataFile languageDataFrenchNumbers(void);
/// Verbs that report speech: lemma, stance, forms.
LanguageDataFile languageDataFrenchReportingVerbs(void);
/// Words that begin sentences and no names, one a line.
LanguageDataFile languageDataFrenchFunctionWords(void);
