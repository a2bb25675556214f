#pragma once

#include "CLanguageDataTokenization.h"
