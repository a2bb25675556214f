#include "CLanguageDataModels.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Sections of a model are read in place, as words of up to eight bytes.
_Alignas(8) static const unsigned char frenchGazetteer[] = {
#embed "data/models/fr-gazetteer.model"
};

LanguageDataFile languageDataFrenchGazetteer(void) {
  return (LanguageDataFile){frenchGazetteer, sizeof frenchGazetteer};
}
