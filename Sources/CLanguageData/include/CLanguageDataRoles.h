#pragma once

#include "CLanguageDataFile.h"

// Offices and persons, names of one thing, countries; each file says its columns in its header comment.
LanguageDataFile languageDataFrenchAliases(void);
LanguageDataFile languageDataFrenchConfidence(void);
LanguageDataFile languageDataFrenchCountries(void);
LanguageDataFile languageDataFrenchGroupNouns(void);
LanguageDataFile languageDataFrenchNameWords(void);
LanguageDataFile languageDataFrenchOfficeWords(void);
LanguageDataFile languageDataFrenchOffices(void);
LanguageDataFile languageDataFrenchRegions(void);
LanguageDataFile languageDataFrenchRoleConstructions(void);
