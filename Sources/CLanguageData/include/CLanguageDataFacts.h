#pragma once

#include "CLanguageDataFile.h"

/// Words of the calendar: class, form, value.
LanguageDataFile languageDataFrenchCalendar(void);
/// Verbs that report speech: lemma, stance.
LanguageDataFile languageDataFrenchReportingVerbs(void);
