#pragma once

#include "CLanguageDataFile.h"

// Rules of tokenisation and sentence splitting; each file says its columns in its header comment.
LanguageDataFile languageDataTopLevelDomains(void);
LanguageDataFile languageDataFrenchAbbreviations(void);
LanguageDataFile languageDataFrenchClitics(void);
LanguageDataFile languageDataFrenchCompounds(void);
LanguageDataFile languageDataFrenchElisions(void);
LanguageDataFile languageDataFrenchSentenceOpeners(void);
LanguageDataFile languageDataFrenchSuffixesInBrackets(void);
