// Data for ArticleLoading: tab-separated UTF-8 tables, one a file of data/loading/.
#pragma once
#include <stddef.h>

typedef struct {
  const unsigned char *bytes;
  size_t count;
} workbench_loading_table;

workbench_loading_table workbench_loading_boilerplate(void);
workbench_loading_table workbench_loading_bylines(void);
workbench_loading_table workbench_loading_dates(void);
workbench_loading_table workbench_loading_field_names(void);
workbench_loading_table workbench_loading_file_signatures(void);
workbench_loading_table workbench_loading_hyphens(void);
workbench_loading_table workbench_loading_languages(void);
workbench_loading_table workbench_loading_latin_folding(void);
