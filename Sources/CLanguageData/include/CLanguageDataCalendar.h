#pragma once

#include "EmbeddedData.h"

/* Words of the calendar, tab-separated. */
EmbeddedData workbench_fr_calendar(void);
