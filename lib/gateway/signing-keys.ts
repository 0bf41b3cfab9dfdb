import type { JWK } from "jose";
import { CastorError } from "@/lib/model";
import type { Store } from "@/lib/store";

/** The keys with which Castor signs what it tells tools about people (ES256). */
export interface SigningKeys {
  /** Signs claims with the newest key; `lifetime` in seconds. */
  sign(claims: Readonly<Record<string, unknown>>, about: { readonly audience: string; readonly subject: string; readonly lifetime: number }): Promise<string>;
  /** The public keys, for `/.well-known/jwks.json`: also the one that comes next and those whose tokens may still be in use. */
  published(): Promise<{ readonly keys: readonly JWK[] }>;
}

export function createSigningKeys(_parts: { readonly store: Store["signingKeys"]; readonly issuer: string; readonly rotation: number; readonly now: () => number }): SigningKeys {
  const later = () => Promise.reject(new CastorError("internal", "Castor cannot sign yet."));
  return { sign: later, published: async () => ({ keys: [] }) };
}
