import { decodeFully } from "@/lib/model/plain-path";
import { readUrl } from "@/lib/model/read-url";

/** Where a browser may be sent to: Castor itself and the hosts of the domain that it shares with other ingresses. */
export interface Realm {
  readonly publicUrl: string;
  readonly domain: string;
}

/** Longer addresses do not survive the way through the sign-in. */
const longest = 1_800;
/** Paths of Castor's own where nobody means to arrive. */
const never = /^\/(?:sign-in|signed-out|api|gateway|oauth2)(?:[/?#]|$)/;

/**
 * The address to which a browser is sent back, spelled anew, or undefined where it could lead elsewhere. It is
 * either a path of Castor's own or an https address (http for localhost) whose host is the domain or below it.
 * What stands before query and fragment is decoded until nothing changes, and after the last decoding it may
 * hold nothing that a browser could read otherwise (CVE-2020-5233, CVE-2020-11053, GHSA-5m6c-jp6f-2vcv).
 */
export function returnAddress(rd: string | undefined, { publicUrl, domain }: Realm): string | undefined {
  if (rd === undefined || rd === "" || rd.length > longest || /\s/.test(rd) || isOdd(rd)) return undefined;
  const decoded = decodeFully(/^[^?#]*/.exec(rd)?.[0] ?? "");
  if (decoded === undefined || isOdd(decoded)) return undefined;
  const isPath = decoded.startsWith("/");
  if (isPath !== rd.startsWith("/") || (!isPath && !/^https?:\/\/[^/]/i.test(rd))) return undefined;
  const path = isPath ? decoded : decoded.replace(/^[a-z]+:\/\/[^/]*/i, "");
  if (/^\/[/\s]/.test(path)) return undefined;
  const base = new URL(publicUrl).origin;
  const url = readUrl(rd, base);
  if (url === undefined) return undefined;
  const { protocol, hostname, username, password, pathname, origin } = url;
  if (username !== "" || password !== "" || pathname.startsWith("//")) return undefined;
  if (origin === base) return never.test(pathname) ? undefined : url.href;
  if (isPath || !isInDomain(hostname, domain)) return undefined;
  return protocol === "https:" || (protocol === "http:" && hostname.endsWith(".localhost")) ? url.href : undefined;
}

/** Whether a host is the domain itself or below it: `badexample.org` is not in `example.org` (GHSA-4mf2-f3wh-gvf2). */
function isInDomain(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}

/** Control and formatting characters, backslashes, and all white space but the ordinary. */
function isOdd(text: string): boolean {
  return /[\p{C}\\]|[^\S ]/u.test(text);
}

/**
 * What a request's parameter `rd` says. nginx cannot encode: a recipe's `rd=https://$host$request_uri` arrives as
 * it is, so that an address whose path is not encoded goes on behind its own `?` to the end of the request's.
 */
export function rdOf(url: string): string | undefined {
  const query = /\?([^]*)$/.exec(url)?.[1] ?? "";
  const raw = /(?:^|&)rd=((?:https?:\/\/[^/?#%&]+)?\/(?!\/)[^?&]*(?:\?[^]*)?)/i.exec(query)?.[1];
  return raw ?? new URLSearchParams(query).get("rd") ?? undefined;
}
