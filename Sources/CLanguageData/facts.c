#include "CLanguageDataFacts.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char frenchFunctionWords[] = {
#embed "data/fr/function-words.txt"
};
static const unsigned char frenchNumbers[] = {
#embed "data/fr/numbers.tsv"
};
static const unsigned char frenchReportingVerbs[] = {
#embed "data/fr/reporting-verbs.tsv"
};
static const unsigned char frenchReportingPhrases[] = {
#embed "data/fr/reporting-phrases.tsv"
};
static const unsigned char frenchReportingWords[] = {
#embed "data/fr/reporting-words.tsv"
};

#define FILE_OF(array) ((LanguageDataFile){(array), sizeof(array)})

LanguageDataFile languageDataFrenchFunctionWords(void) { return FILE_OF(frenchFunctionWords); }
LanguageDataFile languageDataFrenchNumbers(void) { return FILE_OF(frenchNumbers); }
LanguageDataFile languageDataFrenchReportingVerbs(void) { return FILE_OF(frenchReportingVerbs); }
LanguageDataFile languageDataFrenchReportingPhrases(void) { return FILE_OF(frenchReportingPhrases); }
LanguageDataFile languageDataFrenchReportingWords(void) { return FILE_OF(frenchReportingWords); }
