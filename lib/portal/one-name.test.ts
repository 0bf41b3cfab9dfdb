import { describe, expect, it } from "vitest";
import { createOneName } from "./one-name";

const leads = createOneName("https://castor.example.org");
const opening = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

describe("whoever opens Castor by another name", () => {
  it("is led to the same page by the one name", () => {
    expect(leads({ method: "GET", url: "/clusters/pollux?namespace=a", headers: { host: "localhost:3000", ...opening } })).toBe("https://castor.example.org/clusters/pollux?namespace=a");
  });

  it("stays by the right name, however it is spelled", () => {
    expect(leads({ method: "GET", url: "/", headers: { host: "Castor.Example.Org", ...opening } })).toBeUndefined();
  });

  it("is never led off Castor by what stands in the request line", () => {
    for (const url of ["http://evil.example/", "@evil.example", ".evil.example/", "//evil.example/", "/\\evil.example"]) {
      const to = leads({ method: "GET", url, headers: { host: "10.0.0.1", ...opening } });
      expect(new URL(to ?? "").origin).toBe("https://castor.example.org");
    }
  });

  it("is answered as it is where no page is opened: probes, programs, frames and everything that machines ask", () => {
    expect(leads({ method: "GET", url: "/", headers: { host: "10.0.0.1:3000" } })).toBeUndefined();
    expect(leads({ method: "POST", url: "/", headers: { host: "10.0.0.1:3000", ...opening } })).toBeUndefined();
    expect(leads({ method: "GET", url: "/", headers: { host: "10.0.0.1:3000", ...opening, "sec-fetch-dest": "iframe" } })).toBeUndefined();
    for (const url of ["/api/health/ready", "/oauth2/start?rd=x", "/metrics", "/.well-known/jwks.json"]) {
      expect(leads({ method: "GET", url, headers: { host: "10.0.0.1:3000", ...opening } })).toBeUndefined();
    }
  });
});
