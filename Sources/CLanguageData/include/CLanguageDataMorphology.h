#pragma once

#include "CLanguageDataFile.h"

// Model files of tagger and lemmatiser; the card and the licence of each lie beside it in `data/models`.
LanguageDataFile languageDataFrenchClusters(void);
LanguageDataFile languageDataFrenchLexicon(void);
LanguageDataFile languageDataFrenchTags(void);
