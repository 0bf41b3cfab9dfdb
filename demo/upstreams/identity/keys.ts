import { randomBytes } from "node:crypto";
import { exportJWK, generateKeyPair, type JWK } from "jose";

/** What the identity provider signs with; kept between starts, so that tokens of yesterday still tell who signs out. */
export interface IdentityKeys {
  readonly signing: JWK;
  readonly cookie: string;
}

/** Makes new keys. */
export async function generateIdentityKeys(): Promise<IdentityKeys> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { signing: { ...(await exportJWK(privateKey)), use: "sig", alg: "RS256" }, cookie: randomBytes(32).toString("hex") };
}
