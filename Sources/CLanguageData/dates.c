#include "CLanguageDataDates.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char frenchCalendarWords[] = {
#embed "data/fr/dates/words.tsv"
};
static const unsigned char frenchDatePatterns[] = {
#embed "data/fr/dates/patterns.tsv"
};
static const unsigned char frenchFeasts[] = {
#embed "data/fr/dates/feasts.tsv"
};
static const unsigned char frenchDateConfidence[] = {
#embed "data/fr/dates/confidence.tsv"
};

#define FILE_OF(array) ((LanguageDataFile){(array), sizeof(array)})

LanguageDataFile languageDataFrenchCalendarWords(void) { return FILE_OF(frenchCalendarWords); }
LanguageDataFile languageDataFrenchDatePatterns(void) { return FILE_OF(frenchDatePatterns); }
LanguageDataFile languageDataFrenchFeasts(void) { return FILE_OF(frenchFeasts); }
LanguageDataFile languageDataFrenchDateConfidence(void) { return FILE_OF(frenchDateConfidence); }
