#pragma once

#include "CLanguageDataMorphology.h"
#include "CLanguageDataTokenization.h"
