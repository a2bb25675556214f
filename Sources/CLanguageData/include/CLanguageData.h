#pragma once

/* Linguistic data and models, embedded when the package is built. One header a part. */
#include "CLanguageDataCalendar.h"
#include "CLanguageDataLoading.h"
#include "CLanguageDataReporting.h"
