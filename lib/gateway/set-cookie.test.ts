import { describe, expect, it } from "vitest";
import { toolCookie } from "./set-cookie";

describe("a cookie that a tool sets", () => {
  it("passes as it is for the tool's own hostname", () => {
    const line = "grafana_session=abc; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax";
    expect(toolCookie(line)).toBe(line);
  });

  it.each(["a=1; Domain=castor.example.org; Path=/", "a=1; DOMAIN =.example.org; Path=/", "a=1;domain=; Path=/", "a=1; Domain; Path=/", "a=1; Domain=a; Path=/; domain=b"])("loses its domain: %s", (line) => {
    expect(toolCookie(line)).toBe("a=1; Path=/");
  });

  it("keeps a value that only speaks of a domain", () => {
    expect(toolCookie("domain=x; Path=/domain")).toBe("domain=x; Path=/domain");
  });

  it.each(["castor.session.3000=evil; Path=/", "__Host-castor.tool=evil; Secure; Path=/", "=castor.session.3000=evil", "  __HOST-castor.tool=evil"])("is refused where it is Castor's: %s", (line) => {
    expect(toolCookie(line)).toBeUndefined();
  });
});
