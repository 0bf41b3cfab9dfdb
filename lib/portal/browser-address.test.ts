import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { browserAddress } from "./browser-address";

const proxies = [
  { address: "10.0.0.0", prefix: 8, family: "ipv4" },
  { address: "fd00::", prefix: 8, family: "ipv6" },
] as const;
const request = (remoteAddress: string, forwarded?: string | string[]) =>
  ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded } }) as unknown as IncomingMessage;

describe("the address of a browser", () => {
  it("is the other end of the connection where no proxy is trusted, whatever is claimed", () => {
    expect(browserAddress([])(request("::ffff:192.0.2.7", "198.51.100.1"))).toBe("192.0.2.7");
  });
  it("is what the trusted proxy was asked by", () => {
    expect(browserAddress(proxies)(request("10.1.2.3", "198.51.100.1"))).toBe("198.51.100.1");
    expect(browserAddress(proxies)(request("fd00::1", "2001:db8::5"))).toBe("2001:db8::5");
  });
  it("goes through several proxies, but never past a stranger", () => {
    expect(browserAddress(proxies)(request("10.1.2.3", "203.0.113.9, 198.51.100.1, 10.9.9.9"))).toBe("198.51.100.1");
    expect(browserAddress(proxies)(request("192.0.2.7", "203.0.113.9"))).toBe("192.0.2.7");
  });
  it("stays with the proxy where it says nothing that is an address", () => {
    expect(browserAddress(proxies)(request("10.1.2.3"))).toBe("10.1.2.3");
    expect(browserAddress(proxies)(request("10.1.2.3", "unknown"))).toBe("10.1.2.3");
    expect(browserAddress(proxies)(request("10.1.2.3", "198.51.100.1, <script>"))).toBe("10.1.2.3");
  });
});
