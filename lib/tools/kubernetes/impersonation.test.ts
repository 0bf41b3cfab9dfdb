import { describe, expect, it } from "vitest";
import { isCastorError } from "@/lib/model";
import { impersonation } from "./impersonation";

describe("impersonation", () => {
  it("names the person and the groups as the identity provider does, slashes, spaces and commas included", () => {
    expect(impersonation({ username: "p47-staff", groups: ["/team/a", "p47-beamline", "CN=Staff,OU=Lab", "Control Room", "/team/a"] })).toEqual({
      "impersonate-user": "p47-staff",
      "impersonate-group": ["/team/a", "p47-beamline", "CN=Staff,OU=Lab", "Control Room", "system:authenticated"],
    });
  });

  it("sends other scripts as the bytes that Kubernetes reads", () => {
    const header = impersonation({ username: "zoë-日本", groups: [] })["impersonate-user"] as string;
    expect(Buffer.from(header, "latin1").toString("utf8")).toBe("zoë-日本");
  });

  it.each([
    "", " ", "system:admin", "System:Masters", "SYSTEM:x", " system:masters", "admin ", "\tadmin", "a\r\nImpersonate-Group: system:masters", "a\nb", "a\rb", "a\u0000b", "a\u0085b",
    "system:serviceaccount:kube-system:x", "x, system:masters", "x,system:masters", "\u00a0system:masters", "a".repeat(2_000),
  ])("refuses %j as a user and as a group, and sends nothing", (name) => {
    for (const person of [{ username: name, groups: [] }, { username: "ok", groups: ["fine", name] }]) {
      let refused: unknown;
      try {
        impersonation(person);
      } catch (error) {
        refused = error;
      }
      expect(isCastorError(refused) && refused.code).toBe("forbidden");
    }
  });

  it("refuses more groups than fit into a request", () => {
    expect(() => impersonation({ username: "x", groups: Array.from({ length: 600 }, (_, index) => `g${index}`) })).toThrow();
  });
});
