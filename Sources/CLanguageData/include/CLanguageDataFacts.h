#pragma once

#include "CLanguageDataFile.h"

/// Words for numbers: class, value, forms.
LanguageDataFile languageDataFrenchNumbers(void);
/// Verbs that report speech: lemma, stance, frames.
LanguageDataFile languageDataFrenchReportingVerbs(void);
/// Phrases that report speech: class, lemma, stance, frames, query.
LanguageDataFile languageDataFrenchReportingPhrases(void);
/// Words around reported speech: class, form or lemma, words.
LanguageDataFile languageDataFrenchReportingWords(void);
/// Words that begin sentences and no names, one a line.
LanguageDataFile languageDataFrenchFunctionWords(void);
