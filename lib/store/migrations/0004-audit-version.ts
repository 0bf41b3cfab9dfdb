import type { Migration } from "./index";

/** The API version by which the object was changed: its page has it in its address. */
export const auditVersion: Migration = {
  name: "0004-audit-version",
  statements: [`alter table audit add column api_version text`],
};
