import type { Migration } from "./index";

/** What happened to alerts, who took them on, whose silences they are, and when Castor was there to see it. */
export const alerts: Migration = {
  name: "0005-alerts",
  statements: [
    `create table alert_known (
      cluster text not null,
      id text not null,
      name text not null,
      severity text not null,
      labels jsonb not null,
      state text not null,
      since timestamptz not null,
      resolved_at timestamptz,
      changed_at timestamptz not null,
      observed_at timestamptz not null,
      more jsonb not null,
      primary key (cluster, id)
    )`,
    `create index alert_known_changed on alert_known (cluster, changed_at)`,
    `create table alert_transition (
      id bigint generated always as identity primary key,
      cluster text not null,
      alert text not null,
      kind text not null,
      at timestamptz not null,
      mark text not null,
      by_name text,
      text text,
      filled boolean not null
    )`,
    `create unique index alert_transition_once on alert_transition (cluster, alert, kind, at, mark)`,
    `create index alert_transition_at on alert_transition (cluster, at)`,
    `create index alert_transition_alert on alert_transition (cluster, alert, at)`,
    `create table alert_watch (
      cluster text not null,
      since timestamptz not null,
      until timestamptz not null,
      primary key (cluster, since)
    )`,
    `create table alert_acknowledgement (
      id bigint generated always as identity primary key,
      cluster text not null,
      alert text not null,
      person_id text not null,
      person_name text not null,
      username text not null,
      note text not null,
      at timestamptz not null,
      ended_at timestamptz,
      ended_by text
    )`,
    `create unique index alert_acknowledgement_one on alert_acknowledgement (cluster, alert) where ended_at is null`,
    `create table alert_silence_owner (
      cluster text not null,
      silence text not null,
      person_id text not null,
      at timestamptz not null,
      primary key (cluster, silence)
    )`,
  ],
};
