#include "CLanguageDataRoles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char frenchAliases[] = {
#embed "data/fr/entities/aliases.tsv"
};
static const unsigned char frenchConfidence[] = {
#embed "data/fr/confidence.tsv"
};
static const unsigned char frenchCountries[] = {
#embed "data/fr/places/countries.tsv"
};
static const unsigned char frenchGroupNouns[] = {
#embed "data/fr/roles/group-nouns.tsv"
};
static const unsigned char frenchNameWords[] = {
#embed "data/fr/entities/name-words.tsv"
};
static const unsigned char frenchOfficeWords[] = {
#embed "data/fr/roles/words.tsv"
};
static const unsigned char frenchOffices[] = {
#embed "data/fr/roles/offices.tsv"
};
static const unsigned char frenchRegions[] = {
#embed "data/fr/names/regions.tsv"
};
static const unsigned char frenchRoleConstructions[] = {
#embed "data/fr/roles/constructions.tsv"
};

#define FILE_OF(array) ((LanguageDataFile){(array), sizeof(array)})

LanguageDataFile languageDataFrenchAliases(void) { return FILE_OF(frenchAliases); }
LanguageDataFile languageDataFrenchConfidence(void) { return FILE_OF(frenchConfidence); }
LanguageDataFile languageDataFrenchCountries(void) { return FILE_OF(frenchCountries); }
LanguageDataFile languageDataFrenchGroupNouns(void) { return FILE_OF(frenchGroupNouns); }
LanguageDataFile languageDataFrenchNameWords(void) { return FILE_OF(frenchNameWords); }
LanguageDataFile languageDataFrenchOfficeWords(void) { return FILE_OF(frenchOfficeWords); }
LanguageDataFile languageDataFrenchOffices(void) { return FILE_OF(frenchOffices); }
LanguageDataFile languageDataFrenchRegions(void) { return FILE_OF(frenchRegions); }
LanguageDataFile languageDataFrenchRoleConstructions(void) { return FILE_OF(frenchRoleConstructions); }
