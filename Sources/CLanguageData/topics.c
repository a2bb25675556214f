#include "CLanguageDataTopics.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// The model is read in place as a table of 32-bit words.
_Alignas(64) static const unsigned char frenchTopics[] = {
#embed "data/models/fr-topics.model"
};
static const unsigned char frenchGeneralWords[] = {
#embed "data/fr/topics/general-words.tsv"
};
static const unsigned char frenchThemes[] = {
#embed "data/fr/topics/themes.tsv"
};

#define FILE_OF(array) ((LanguageDataFile){(array), sizeof(array)})

LanguageDataFile languageDataFrenchTopics(void) { return FILE_OF(frenchTopics); }
LanguageDataFile languageDataFrenchGeneralWords(void) { return FILE_OF(frenchGeneralWords); }
LanguageDataFile languageDataFrenchThemes(void) { return FILE_OF(frenchThemes); }
