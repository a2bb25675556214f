#pragma once
#include "CLanguageDataLoading.h"
