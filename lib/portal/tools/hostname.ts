import { lookup } from "node:dns/promises";
import { checkServerIdentity, connect, type PeerCertificate } from "node:tls";

/** What is wrong with a tool's public hostname, as far as Castor's own machine can tell. */
export type HostnameTrouble = "name" | "wrong-certificate" | "expired-certificate";

/** How a hostname is looked at; tests bring their own. */
export interface HostnameLook {
  /** Resolves when the name has an address; rejects with the resolver's error. */
  lookup(hostname: string): Promise<unknown>;
  /** The certificate that is shown under an https origin; undefined where there is no way to it from here. */
  certificate(origin: URL, signal: AbortSignal): Promise<PeerCertificate | undefined>;
}

export const hostnameLook: HostnameLook = { lookup: (hostname) => lookup(hostname), certificate: shownCertificate };

/**
 * Looks at an origin's name and certificate. Only what any browser would mind counts: whether the issuer is
 * trusted is not judged, because people's browsers may know an authority that Castor does not.
 */
export async function hostnameTrouble(origin: string, look: HostnameLook, now: number, signal: AbortSignal): Promise<HostnameTrouble | undefined> {
  const url = new URL(origin);
  // Browsers lead these to the machine itself, without asking any resolver.
  if (!/(?:^|\.)localhost$/.test(url.hostname)) {
    const failure = await within(signal, look.lookup(url.hostname).then(() => undefined, (error: unknown) => error));
    const code = (failure as { code?: unknown } | undefined)?.code;
    if (code === "ENOTFOUND" || code === "ENODATA") return "name";
  }
  if (url.protocol !== "https:") return undefined;
  const certificate = await within(signal, look.certificate(url, signal).catch(() => undefined));
  if (certificate === undefined) return undefined;
  if (checkServerIdentity(url.hostname, certificate) !== undefined) return "wrong-certificate";
  return Date.parse(certificate.valid_to) < now ? "expired-certificate" : undefined;
}

/** What `work` comes to, or undefined when the signal was quicker. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  return Promise.race([work, new Promise<undefined>((resolve) => (signal.aborted ? resolve(undefined) : signal.addEventListener("abort", () => resolve(undefined), { once: true })))]);
}

/** Only greets the server: nothing is asked, and nothing is trusted because of it. */
function shownCertificate({ hostname, port }: URL, signal: AbortSignal): Promise<PeerCertificate | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 443), servername: hostname, rejectUnauthorized: false });
    const end = (certificate?: PeerCertificate) => {
      socket.destroy();
      resolve(certificate);
    };
    socket.once("secureConnect", () => end(socket.getPeerCertificate()));
    for (const failure of ["error", "close"]) socket.once(failure, () => end());
    signal.addEventListener("abort", () => end(), { once: true });
  });
}
