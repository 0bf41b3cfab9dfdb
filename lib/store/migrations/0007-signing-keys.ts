import type { Migration } from "./index";

/** The keys with which Castor signs what it tells tools about people. */
export const signingKeys: Migration = {
  name: "0007-signing-keys",
  statements: [
    `create table signing_key (
      id text primary key,
      sealed text not null,
      created_at timestamptz not null
    )`,
  ],
};
