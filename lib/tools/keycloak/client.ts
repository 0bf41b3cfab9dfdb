import { path, type Wire } from "@/lib/wire";
import { discoveryAnswer } from "./schema";

export interface Keycloak {
  /** Whether people can sign in at this realm: its discovery document is there. Gives the issuer. */
  issuer(signal?: AbortSignal): Promise<string>;
}

export function keycloak(wire: Wire, realm: string): Keycloak {
  return { issuer: async (signal) => (await wire.get(path`/realms/${realm}/.well-known/openid-configuration`, discoveryAnswer, { signal })).issuer };
}
