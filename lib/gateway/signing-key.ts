import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from "jose";
import { z } from "zod";
import type { StoredKey } from "@/lib/store";

/** What Castor signs with: ECDSA on P-256 with SHA-256, which every tool that takes a JWT understands. */
export const algorithm = "ES256";

/** A key that can sign, and the half of it that everybody may know. */
export interface SigningKey {
  /** `kid`: the RFC 7638 thumbprint, so that it says nothing and two keys never share it. */
  readonly id: string;
  /** ms since the epoch. */
  readonly createdAt: number;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

const privateJwk = z.object({ kty: z.literal("EC"), crv: z.literal("P-256"), x: z.string(), y: z.string(), d: z.string() });

/** Makes a new key, in the form in which the Store keeps it. */
export async function makeSigningKey(createdAt: number): Promise<StoredKey> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { id: await calculateJwkThumbprint(jwk), jwk: JSON.stringify(jwk), createdAt };
}

/** A key out of the Store, or undefined where what is kept there is none: then it signs nothing and is not published. */
export async function readSigningKey({ id, jwk, createdAt }: StoredKey): Promise<SigningKey | undefined> {
  try {
    const { d, ...open } = privateJwk.parse(JSON.parse(jwk));
    const privateKey = await importJWK({ ...open, d }, algorithm);
    return privateKey instanceof Uint8Array ? undefined : { id, createdAt, privateKey, publicJwk: { ...open, kid: id, alg: algorithm, use: "sig" } };
  } catch {
    return undefined;
  }
}
