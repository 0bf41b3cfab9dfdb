/** The cookies of one Castor. Names differ by port on localhost, because cookies ignore ports. */
export interface CookieNames {
  readonly session: string;
  readonly callbackUrl: string;
  readonly csrf: string;
  readonly state: string;
  readonly nonce: string;
  readonly pkce: string;
}

/** What every cookie of Castor is: unreadable to scripts, for this host alone, over https where there is https. */
export interface CookieOptions {
  readonly httpOnly: true;
  readonly sameSite: "lax";
  readonly path: "/";
  readonly secure: boolean;
}

/** `__Host-castor.session` over https, `castor.session.3000` on http://localhost:3000. */
export function cookieNames(publicUrl: string): CookieNames {
  const { protocol, port } = new URL(publicUrl);
  const name = (part: string) => (protocol === "https:" ? `__Host-castor.${part}` : `castor.${part}.${port === "" ? "80" : port}`);
  return {
    session: name("session"),
    callbackUrl: name("to"),
    csrf: name("csrf"),
    state: name("state"),
    nonce: name("nonce"),
    pkce: name("pkce"),
  };
}

export function cookieOptions(publicUrl: string): CookieOptions {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: publicUrl.startsWith("https:") };
}

/** The value of the first cookie of this name; cookies with other names are never looked at. */
export function readCookie(header: string | null | undefined, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    const value = part.slice(at + 1).trim();
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  }
  return undefined;
}

/** A Set-Cookie header that makes the browser forget. */
export function forgetCookie(name: string, { secure }: CookieOptions): string {
  return `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}
