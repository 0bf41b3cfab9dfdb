import { isIP } from "node:net";
import { z } from "zod";
import { mistake } from "./section";

/** Addresses of one network, as `BlockList` takes them. */
export interface Network {
  readonly address: string;
  readonly prefix: number;
  readonly family: "ipv4" | "ipv6";
}

/** A network such as `10.0.0.0/8`, or a single address. */
export const network = () =>
  z.string().transform((text, context): Network => {
    const [address = "", prefix, ...more] = text.trim().split("/");
    const version = isIP(address);
    const widest = version === 4 ? 32 : 128;
    const length = prefix === undefined ? widest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
    if (version === 0 || more.length > 0 || length < 0 || length > widest) {
      mistake(context, "an address or a network such as 10.0.0.0/8", text);
      return z.NEVER;
    }
    return { address, prefix: length, family: version === 4 ? "ipv4" : "ipv6" };
  });
