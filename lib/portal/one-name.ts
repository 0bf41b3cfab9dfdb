import type { IncomingMessage } from "node:http";

/** What answers by itself whatever the name: machines ask it. */
const anyName = /^\/(?:api|oauth2|\.well-known|metrics)(?:[/?]|$)/;

/**
 * Where a browser is led that came by another of Castor's names (`localhost`, an address, an old alias): its
 * session counts on the one name in the settings alone. Undefined for what is answered as it is.
 */
export function createOneName(publicUrl: string): (request: Pick<IncomingMessage, "method" | "url" | "headers">) => string | undefined {
  const { host } = new URL(publicUrl);
  return ({ method, url = "/", headers }) => {
    const elsewhere = headers.host?.toLowerCase() !== host;
    const opens = method === "GET" && headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
    if (!elsewhere || !opens || anyName.test(url)) return undefined;
    return `${publicUrl}${url.startsWith("/") ? url : "/"}`;
  };
}
