#include "CLanguageDataMorphology.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Model files are read in place as tables of 32-bit words and rows of 32 bytes.
_Alignas(64) static const unsigned char frenchClusters[] = {
#embed "data/models/fr-clusters.model"
};
_Alignas(64) static const unsigned char frenchLexicon[] = {
#embed "data/models/fr-lexicon.model"
};
_Alignas(64) static const unsigned char frenchTags[] = {
#embed "data/models/fr-tags.model"
};

LanguageDataFile languageDataFrenchClusters(void) {
  return (LanguageDataFile){frenchClusters, sizeof(frenchClusters)};
}
LanguageDataFile languageDataFrenchLexicon(void) { return (LanguageDataFile){frenchLexicon, sizeof(frenchLexicon)}; }
LanguageDataFile languageDataFrenchTags(void) { return (LanguageDataFile){frenchTags, sizeof(frenchTags)}; }
