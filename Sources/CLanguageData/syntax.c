#include "CLanguageDataSyntax.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// The model file is read in place as tables of 32-bit words and rows of 32 bytes.
_Alignas(64) static const unsigned char frenchParser[] = {
#embed "data/models/fr-parser.model"
};

LanguageDataFile languageDataFrenchParser(void) { return (LanguageDataFile){frenchParser, sizeof(frenchParser)}; }

static const unsigned char frenchEvents[] = {
#embed "data/fr/events.frames"
};

LanguageDataFile languageDataFrenchEvents(void) { return (LanguageDataFile){frenchEvents, sizeof(frenchEvents)}; }
