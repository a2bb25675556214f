#include "CLanguageDataTokenization.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char topLevelDomains[] = {
#embed "data/top-level-domains.txt"
};
static const unsigned char frenchAbbreviations[] = {
#embed "data/fr/abbreviations.txt"
};
static const unsigned char frenchClitics[] = {
#embed "data/fr/clitics.txt"
};
static const unsigned char frenchCompounds[] = {
#embed "data/fr/compounds.txt"
};
static const unsigned char frenchElisions[] = {
#embed "data/fr/elisions.txt"
};
static const unsigned char frenchSentenceOpeners[] = {
#embed "data/fr/sentence-openers.txt"
};
static const unsigned char frenchSuffixesInBrackets[] = {
#embed "data/fr/suffixes-in-brackets.txt"
};

#define FILE_OF(array) ((LanguageDataFile){(array), sizeof(array)})

LanguageDataFile languageDataTopLevelDomains(void) { return FILE_OF(topLevelDomains); }
LanguageDataFile languageDataFrenchAbbreviations(void) { return FILE_OF(frenchAbbreviations); }
LanguageDataFile languageDataFrenchClitics(void) { return FILE_OF(frenchClitics); }
LanguageDataFile languageDataFrenchCompounds(void) { return FILE_OF(frenchCompounds); }
LanguageDataFile languageDataFrenchElisions(void) { return FILE_OF(frenchElisions); }
LanguageDataFile languageDataFrenchSentenceOpeners(void) { return FILE_OF(frenchSentenceOpeners); }
LanguageDataFile languageDataFrenchSuffixesInBrackets(void) { return FILE_OF(frenchSuffixesInBrackets); }
