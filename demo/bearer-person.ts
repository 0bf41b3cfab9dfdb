import type { IncomingMessage } from "node:http";
import { createRemoteJWKSet, jwtVerify } from "jose";

/** Who asks a simulated tool, as an ID token of the demo's identity provider tells it. */
export interface BearerPerson {
  readonly issuer: string;
  readonly name: string;
  readonly email: string;
  readonly groups: readonly string[];
}

/** The client for which the tokens were issued: the portal. */
const audience = "castor";

/**
 * Finds who sent a request by the ID token in its Authorization header, checked as real tools do it: by the keys
 * that the issuer publishes. Nobody where there is none, or it has run out or is for another client.
 */
export function bearerPersons(issuer: string): (req: IncomingMessage) => Promise<BearerPerson | undefined> {
  const keys = createRemoteJWKSet(new URL(`${issuer}/protocol/openid-connect/certs`));
  return async ({ headers }) => {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
    if (token === undefined) return undefined;
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ["RS256"], requiredClaims: ["exp"] });
      const text = (claim: string) => (typeof payload[claim] === "string" ? payload[claim] : "");
      const groups = Array.isArray(payload["groups"]) ? payload["groups"].filter((group): group is string => typeof group === "string") : [];
      return { issuer, name: text("name"), email: text("email"), groups };
    } catch {
      return undefined;
    }
  };
}

/** One line that says who is signed in, and with which groups. */
export const introduction = ({ name, groups }: BearerPerson) => `Signed in as ${name}${groups.length === 0 ? "" : ` (${groups.join(", ")})`}`;
