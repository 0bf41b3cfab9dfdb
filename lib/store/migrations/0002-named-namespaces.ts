import type { Migration } from "./index";

/** The namespaces that people name where nobody may list them. */
export const namedNamespaces: Migration = {
  name: "0002-named-namespaces",
  statements: [`alter table preference add column namespaces jsonb`],
};
