import { describe, expect, it } from "vitest";
import { securityHeaders } from "./security-headers";

const frameOrigins = ["'self'", "https://*.castor.example.org"];
const headers = (secure = true) => securityHeaders({ secure, formOrigins: ["https://keycloak.example.org"], frameOrigins });
const policy = () => headers()["content-security-policy"] ?? "";

describe("the headers of every answer", () => {
  it("ASVS 3.4.1: hold browsers to https for two years, tools' hostnames included, and never on plain http", () => {
    expect(headers()["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
    expect(headers(false)["strict-transport-security"]).toBeUndefined();
  });

  it("ASVS 3.4.3: let scripts run by a nonce that is new each time, and nothing else of strangers", () => {
    const nonces = Array.from({ length: 50 }, () => /'nonce-([A-Za-z0-9+/=]{24})' 'strict-dynamic'/.exec(policy())?.[1]);
    expect(new Set(nonces).size).toBe(50);
    for (const directive of ["default-src 'none'", "base-uri 'none'", "object-src 'none'"]) expect(policy().split("; ")).toContain(directive);
    expect(policy()).not.toMatch(/script-src[^;]*'unsafe/);
  });

  it("ASVS 3.4.6: let nobody frame Castor, and Castor frame tools' hostnames alone", () => {
    expect(policy().split("; ")).toContain("frame-ancestors 'none'");
    expect(headers()["x-frame-options"]).toBe("DENY");
    expect(policy().split("; ")).toContain("frame-src 'self' https://*.castor.example.org");
    expect(securityHeaders({ secure: true, formOrigins: [], frameOrigins: [] })["content-security-policy"]).toContain("frame-src 'none'");
  });
});
