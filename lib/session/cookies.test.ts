import { describe, expect, it } from "vitest";
import { cookieNames, cookieOptions, forgetCookie, readCookie } from "./cookies";

describe("cookies", () => {
  it("are bound to the host over https", () => {
    const names = cookieNames("https://castor.example.org");
    expect(Object.values<string>({ ...names }).every((name) => name.startsWith("__Host-castor."))).toBe(true);
    expect(cookieOptions("https://castor.example.org")).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
    expect(forgetCookie(names.session, cookieOptions("https://castor.example.org"))).toContain("; Secure");
  });

  it("of two Castors on one localhost do not meet", () => {
    const [a, b] = [cookieNames("http://localhost:3000"), cookieNames("http://localhost:30001")];
    expect(Object.values(a).some((name) => Object.values(b).includes(name))).toBe(false);
    expect(readCookie(`${b.session}=b; ${a.session}=a`, a.session)).toBe("a");
    expect(readCookie(`${b.session}=b`, a.session)).toBeUndefined();
  });
});
