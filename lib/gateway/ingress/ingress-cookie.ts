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
      const token = valueOf(header, name);
      const plain = token === undefined ? undefined : seal.open(token, about);
      const [, until, session] = /^(\d+) (\S+)$/.exec(plain ?? "") ?? [];
      return session !== undefined && now() < Number(until) ? session : undefined;
    },
  };
}

function valueOf(header: string | undefined, name: string): string | undefined {
  const pair = (header ?? "").split(";").find((part) => part.split("=", 1)[0]?.trim() === name);
  return pair?.slice(pair.indexOf("=") + 1).trim();
}
