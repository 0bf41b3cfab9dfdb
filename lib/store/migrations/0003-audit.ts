import type { Migration } from "./index";

/** What people changed. No reference to the person: what they did outlives what Castor knows of them. */
export const audit: Migration = {
  name: "0003-audit",
  statements: [
    `create table audit (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      person_id text not null,
      person_name text not null,
      username text not null,
      from_address text not null,
      cluster text not null,
      verb text not null,
      api_group text not null,
      resource text not null,
      subresource text,
      namespace text,
      name text,
      dry_run boolean not null,
      status integer not null,
      message text,
      before_version text,
      after_version text
    )`,
    `create index audit_at on audit (at)`,
    `create index audit_person on audit (person_id, id)`,
    `create index audit_object on audit (cluster, api_group, resource, namespace, name, id)`,
  ],
};
