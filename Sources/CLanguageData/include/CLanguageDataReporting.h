#pragma once

#include "EmbeddedData.h"

/* Verbs that report speech, tab-separated: lemma, stance. */
EmbeddedData workbench_fr_reporting_verbs(void);
