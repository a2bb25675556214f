#include "CLanguageDataReporting.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char fr_reporting_verbs[] = {
#embed "data/fr/reporting-verbs.tsv"
};

EmbeddedData workbench_fr_reporting_verbs(void) {
  return (EmbeddedData){fr_reporting_verbs, sizeof fr_reporting_verbs};
}
