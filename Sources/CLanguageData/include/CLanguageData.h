#pragma once

/* Linguistic data and models, embedded when the package is built. One header a part. */
#include "CLanguageDataDates.h"
#include "CLanguageDataFacts.h"
#include "CLanguageDataLoading.h"
#include "CLanguageDataModels.h"
#include "CLanguageDataMorphology.h"
#include "CLanguageDataNames.h"
#include "CLanguageDataRoles.h"
#include "CLanguageDataSyntax.h"
#include "CLanguageDataTokenization.h"
#include "CLanguageDataTopics.h"
