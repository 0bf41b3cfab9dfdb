import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import type { Settings } from "@/lib/settings";

/** An address as people write it: IPv4 behind an IPv6 socket without its prefix. */
const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, "");

/**
 * Who is at the other end, as far as Castor can know it. `X-Forwarded-For` is read from its end, and only as
 * far as the proxies that the settings trust have written it: whatever stands before the first stranger is
 * that stranger's own claim.
 */
export function browserAddress(trusted: Settings["trustedProxies"]): (request: Pick<IncomingMessage, "headers" | "socket">) => string {
  const proxies = new BlockList();
  for (const { address, prefix, family } of trusted) proxies.addSubnet(address, prefix, family);
  const isProxy = (address: string) => proxies.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
  return ({ headers, socket }) => {
    let last = plain(socket.remoteAddress ?? "");
    const told = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",").map(plain);
    while (isIP(last) !== 0 && isProxy(last)) {
      const before = told.pop();
      if (before === undefined || isIP(before) === 0) break;
      last = before;
    }
    return last;
  };
}
