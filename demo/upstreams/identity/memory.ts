import type { Adapter, AdapterPayload } from "oidc-provider";

interface Entry {
  readonly payload: AdapterPayload;
  /** ms since the epoch. */
  readonly expiresAt: number;
}

/** What the identity provider remembers, until the process ends. */
export interface Memory {
  adapter(model: string): Adapter;
  /** The ids of the sessions in which this account is signed in. */
  sessionsOf(accountId: string): readonly string[];
}

/** Sweep after so many writes, so that what expired does not pile up. */
const sweepEvery = 256;

/** The provider's storage in memory; unlike the provider's own it can be asked who is signed in. */
export function createMemory(now: () => number = Date.now): Memory {
  const models = new Map<string, Map<string, Entry>>();
  let writes = 0;

  const entriesOf = (model: string) => {
    const entries = models.get(model) ?? new Map<string, Entry>();
    models.set(model, entries);
    return entries;
  };
  const sweep = () => {
    const at = now();
    for (const entries of models.values()) for (const [id, { expiresAt }] of entries) if (expiresAt <= at) entries.delete(id);
  };
  const firstWhere = (entries: Map<string, Entry>, fits: (payload: AdapterPayload) => boolean) => {
    for (const { payload, expiresAt } of entries.values()) if (expiresAt > now() && fits(payload)) return payload;
    return undefined;
  };

  return {
    adapter(model) {
      const entries = entriesOf(model);
      return {
        async upsert(id, payload, expiresIn) {
          entries.set(id, { payload, expiresAt: expiresIn === undefined ? Infinity : now() + expiresIn * 1000 });
          writes += 1;
          if (writes % sweepEvery === 0) sweep();
        },
        async find(id) {
          const entry = entries.get(id);
          return entry !== undefined && entry.expiresAt > now() ? entry.payload : undefined;
        },
        findByUid: async (uid) => firstWhere(entries, (payload) => payload.uid === uid),
        findByUserCode: async (userCode) => firstWhere(entries, (payload) => payload.userCode === userCode),
        async consume(id) {
          const entry = entries.get(id);
          if (entry !== undefined) entry.payload.consumed = Math.floor(now() / 1000);
        },
        async destroy(id) {
          entries.delete(id);
        },
        async revokeByGrantId(grantId) {
          for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id);
        },
      };
    },
    sessionsOf: (accountId) =>
      [...entriesOf("Session")].filter(([, { payload, expiresAt }]) => payload.accountId === accountId && expiresAt > now()).map(([id]) => id),
  };
}
