#pragma once

#include "CLanguageDataFile.h"

/// Weights of lemmas; the card and the licence lie beside it in `data/models`.
LanguageDataFile languageDataFrenchTopics(void);
/// Words without content, a lemma a line.
LanguageDataFile languageDataFrenchEmptyWords(void);
/// Words of the themes: theme, lemma.
LanguageDataFile languageDataFrenchThemes(void);
