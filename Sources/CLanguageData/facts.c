#include "CLanguageDataFacts.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char frenchCalendar[] = {
#embed "data/fr/calendar.tsv"
};
static const unsigned char frenchFunctionWords[] = {
#embed "data/fr/function-words.txt"
};
static const unsigned char frenchNumbers[] = {
#embed "data/fr/numbers.tsv"
};
static const unsigned char frenchReportingVerbs[] = {
#embed "data/fr/reporting-verbs.tsv"
};

#define FILE_OF(array) ((LanguageDataFile){(array), sizeof(array)})

LanguageDataFile languageDataFrenchCalendar(void) { return FILE_OF(frenchCalendar); }
LanguageDataFile languageDataFrenchFunctionWords(void) { return FILE_OF(frenchFunctionWords); }
LanguageDataFile languageDataFrenchNumbers(void) { return FILE_OF(frenchNumbers); }
LanguageDataFile languageDataFrenchReportingVerbs(void) { return FILE_OF(frenchReportingVerbs); }
