import { createSeal } from "@/lib/store";

/** The cookie that every host of the domain gets. All it can do is to say at `/oauth2/auth` whose session it is. */
export interface IngressCookie {
  readonly name: string;
  /** A Set-Cookie line that names a session. */
  issue(session: string): string;
  /** A Set-Cookie line that makes the browser forget. */
  readonly forget: string;
  /** The session that a Cookie header names; undefined where it names none, or the token is altered, too old or of another kind. */
  read(header: string | undefined): string | undefined;
}

interface Parts {
  readonly secret: string;
  readonly publicUrl: string;
  readonly domain: string;
  readonly now: () => number;
}

/** A browser gets a new one without a word as long as its session lives, so this only bounds how long a stolen one is of use, s. */
const lifetime = 86_400;

/**
 * Small, because nginx hands on only the first Set-Cookie of an answer, and sealed for this purpose and domain
 * alone: it opens neither the portal nor a tool behind the gateway, and their cookies do not open an ingress.
 */
export function createIngressCookie({ secret, publicUrl, domain, now }: Parts): IngressCookie {
  const { protocol, port } = new URL(publicUrl);
  const secure = protocol === "https:";
  const name = secure ? "__Secure-castor.ingress" : `castor.ingress.${port === "" ? "80" : port}`;
  const attributes = `Domain=${domain}; Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  const about = `ingress ${domain}`;
  const seal = createSeal(secret, "ingress");
  return {
    name,
    issue: (session) => `${name}=${seal.seal(`${now() + lifetime * 1_000} ${session}`, about)}; Max-Age=${lifetime}; ${attributes}`,
    forget: `${name}=; Max-Age=0; ${attributes}`,
    read(header) {
      for (const token of valuesOf(header, name)) {
        const [, until, session] = /^(\d+) (\S+)$/.exec(seal.open(token, about) ?? "") ?? [];
        if (session !== undefined && now() < Number(until)) return session;
      }
      return undefined;
    },
  };
}

/** More than one only where another host of the domain has put a second there: that must lock nobody out. */
function valuesOf(header: string | undefined, name: string): readonly string[] {
  const pairs = (header ?? "").split(";").filter((part) => part.split("=", 1)[0]?.trim() === name);
  return pairs.slice(0, 4).map((pair) => pair.slice(pair.indexOf("=") + 1).trim());
}
