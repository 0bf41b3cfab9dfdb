import type { Migration } from "./index";

/** People, their sessions and preferences. */
export const signIn: Migration = {
  name: "0001-sign-in",
  statements: [
    `create table person (
      id text primary key,
      issuer text not null,
      subject text not null,
      name text not null,
      username text not null,
      email text,
      groups jsonb not null,
      seen_at timestamptz not null
    )`,
    `create table session (
      id text primary key,
      person_id text not null references person (id) on delete cascade,
      sid text,
      tokens text not null,
      token_expires_at timestamptz,
      created_at timestamptz not null,
      used_at timestamptz not null,
      expires_at timestamptz not null,
      refreshed_at timestamptz,
      lease_owner text,
      lease_until timestamptz
    )`,
    `create index session_person on session (person_id)`,
    `create index session_sid on session (sid)`,
    `create index session_expires on session (expires_at)`,
    `create table used_once (
      id text primary key,
      expires_at timestamptz not null
    )`,
    `create table preference (
      person_id text primary key references person (id) on delete cascade,
      pins jsonb not null,
      home text
    )`,
  ],
};
