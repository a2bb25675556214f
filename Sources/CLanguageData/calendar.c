#include "CLanguageDataCalendar.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char fr_calendar[] = {
#embed "data/fr/calendar.tsv"
};

EmbeddedData workbench_fr_calendar(void) { return (EmbeddedData){fr_calendar, sizeof fr_calendar}; }
