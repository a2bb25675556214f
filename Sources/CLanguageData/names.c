#include "CLanguageDataNames.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// A model file is read in place as tables of 32-bit words and rows of 32 bytes.
_Alignas(64) static const unsigned char frenchNames[] = {
#embed "data/models/fr-names.model"
};

LanguageDataFile languageDataFrenchNames(void) { return (LanguageDataFile){frenchNames, sizeof(frenchNames)}; }
