import { readUrl } from "@/lib/model/read-url";
import { returnAddress, type Realm } from "./rd";

/** Whether a request came to Castor's own host. */
export function isOwnHost(host: string | undefined, publicUrl: string): boolean {
  return originOf(host, publicUrl) === new URL(publicUrl).origin;
}

/** The address of a path on the host of a request, checked as every return address is. */
export function absolute(to: string | undefined, host: string | undefined, realm: Realm): string | undefined {
  if (to?.startsWith("/") !== true) return returnAddress(to, realm);
  const origin = originOf(host, realm.publicUrl);
  return origin === undefined || to.startsWith("//") ? undefined : returnAddress(`${origin}${to}`, realm);
}

/** Where a browser signs in for an ingress and comes back. */
export function startUrl({ publicUrl }: Realm, back: string | undefined): string {
  return `${publicUrl}/oauth2/start${back === undefined ? "" : `?rd=${encodeURIComponent(back)}`}`;
}

/** All hosts of the domain are reached as Castor is: over https, or over http on localhost. */
function originOf(host: string | undefined, publicUrl: string): string | undefined {
  if (host === undefined || !/^[a-z0-9.-]+(?::\d{1,5})?$/i.test(host)) return undefined;
  return readUrl(`${new URL(publicUrl).protocol}//${host}`)?.origin;
}
