#include "CLanguageDataLoading.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char boilerplate[] = {
#embed "data/loading/boilerplate.tsv"
};
workbench_loading_table workbench_loading_boilerplate(void) {
  return (workbench_loading_table){boilerplate, sizeof boilerplate};
}

static const unsigned char bylines[] = {
#embed "data/loading/bylines.tsv"
};
workbench_loading_table workbench_loading_bylines(void) {
  return (workbench_loading_table){bylines, sizeof bylines};
}

static const unsigned char dates[] = {
#embed "data/loading/dates.tsv"
};
workbench_loading_table workbench_loading_dates(void) {
  return (workbench_loading_table){dates, sizeof dates};
}

static const unsigned char file_signatures[] = {
#embed "data/loading/file-signatures.tsv"
};
workbench_loading_table workbench_loading_file_signatures(void) {
  return (workbench_loading_table){file_signatures, sizeof file_signatures};
}

static const unsigned char languages[] = {
#embed "data/loading/languages.tsv"
};
workbench_loading_table workbench_loading_languages(void) {
  return (workbench_loading_table){languages, sizeof languages};
}

static const unsigned char latin_folding[] = {
#embed "data/loading/latin-folding.tsv"
};
workbench_loading_table workbench_loading_latin_folding(void) {
  return (workbench_loading_table){latin_folding, sizeof latin_folding};
}

static const unsigned char field_names[] = {
#embed "data/loading/field-names.tsv"
};
workbench_loading_table workbench_loading_field_names(void) {
  return (workbench_loading_table){field_names, sizeof field_names};
}

static const unsigned char hyphens[] = {
#embed "data/loading/hyphens.tsv"
};
workbench_loading_table workbench_loading_hyphens(void) {
  return (workbench_loading_table){hyphens, sizeof hyphens};
}
