import type { Migration } from "./index";

/** The filters of alerts that people save under a name. */
export const savedFilters: Migration = {
  name: "0006-saved-filters",
  statements: [`alter table preference add column filters jsonb`],
};
