#pragma once

#include "CLanguageDataFile.h"

/// Weights of lemmas; the card and the licence lie beside it in `data/models`.
LanguageDataFile languageDataFrenchTopics(void);
/// Words that are no part of a key phrase, or none by themselves: lemma, kind.
LanguageDataFile languageDataFrenchGeneralWords(void);
/// Words of the themes: theme, lemma.
LanguageDataFile languageDataFrenchThemes(void);
