import { randomUUID } from "node:crypto";
import { SignJWT, type JWK } from "jose";
import { CastorError } from "@/lib/model";
import type { Store } from "@/lib/store";
import { keySchedule, longestLife, mostStale } from "./key-schedule";
import { algorithm, makeSigningKey, readSigningKey, type SigningKey } from "./signing-key";

/** The keys with which Castor signs what it tells tools about people (ES256). */
export interface SigningKeys {
  /** Signs claims with the key whose turn it is; `lifetime` in seconds, at most ten minutes. Throws `unreachable` where no key could ever be read. */
  sign(claims: Readonly<Record<string, unknown>>, about: { readonly audience: string; readonly subject: string; readonly lifetime: number }): Promise<string>;
  /** The public keys, for `/.well-known/jwks.json`: also the one that comes next and those whose tokens may still be in use. */
  published(): Promise<{ readonly keys: readonly JWK[] }>;
}

/** How often the Store is asked for keys that another process made, ms. */
const readEvery = 60_000;
/** The same while the first keys are made, when several processes may have made one each. */
const readEveryAtFirst = 1_000;
/** By how much a tool's clock may be behind Castor's, s. */
const leeway = 30;

interface Parts {
  readonly store: Store["signingKeys"];
  readonly issuer: string;
  /** ms after which a key gets a successor. */
  readonly rotation: number;
  readonly now: () => number;
}

export function createSigningKeys({ store, issuer, rotation, now }: Parts): SigningKeys {
  let held: readonly SigningKey[] | undefined;
  let readAt = -Infinity;
  let triedAt = -Infinity;
  let reading: Promise<void> | undefined;

  const schedule = () => keySchedule(held ?? [], { rotation, now: now() });

  const take = async () => {
    const found = await Promise.all((await store.all()).map(readSigningKey));
    held = found.filter((key) => key !== undefined);
    readAt = now();
  };
  const readOnce = async () => {
    triedAt = now();
    await take();
    if (schedule().due) {
      await store.add(await makeSigningKey(now()));
      await take();
    }
    await store.remove(schedule().retired.map(({ id }) => id));
  };
  const read = () => (reading ??= readOnce().finally(() => (reading = undefined)));

  /** The keys as they are now; what is held goes on while the Store is away, and nobody waits for it as long as that is fresh enough. */
  const current = async () => {
    if (held === undefined || held.length === 0) await read();
    const { settling } = schedule();
    const waited = now() - triedAt;
    const begun = waited >= (settling ? readEveryAtFirst : readEvery) ? read() : reading;
    const done = begun?.catch(() => undefined);
    if (settling || now() - readAt >= mostStale) await done;
    return schedule();
  };

  return {
    async sign(claims, { audience, subject, lifetime }) {
      const { signer } = await current();
      if (signer === undefined || lifetime * 1_000 > longestLife) throw new CastorError("internal", "Castor cannot sign this.");
      const at = Math.floor(now() / 1_000);
      return new SignJWT({ ...claims })
        .setProtectedHeader({ alg: algorithm, kid: signer.id, typ: "JWT" })
        .setIssuer(issuer)
        .setSubject(subject)
        .setAudience(audience)
        .setIssuedAt(at)
        .setNotBefore(at - leeway)
        .setExpirationTime(at + lifetime)
        .setJti(randomUUID())
        .sign(signer.privateKey);
    },
    async published() {
      const { published } = await current();
      return { keys: published.map(({ publicJwk }) => publicJwk) };
    },
  };
}
