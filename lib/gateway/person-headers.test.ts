import { createServer, request, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import type { Person } from "@/lib/model";
import { personHeaders } from "./person-headers";
import { roleOf } from "./role";

const ada: Person = { id: "https://sso.example.org#ada", name: "Ada Lovelace", username: "ada", email: "ada@example.org", groups: ["/team/a", "beamline"], admin: false };
const roles = [
  { groups: ["grafana-admins"], role: "Admin" },
  { groups: ["beamline", "staff"], role: "Editor" },
];
const identity = { headers: { "X-WEBAUTH-USER": "username", "X-WEBAUTH-EMAIL": "email", "X-WEBAUTH-NAME": "name", "X-Person": "id", "X-WEBAUTH-GROUPS": "groups", "X-WEBAUTH-ROLE": "role" } as const, roles, role: "Viewer" };
const headersOf = (more: Partial<Person>) => personHeaders(identity, { ...ada, ...more });

/** What a server hears of these headers. */
async function sent(headers: Record<string, string>): Promise<IncomingHttpHeaders> {
  const server = createServer((asked, answer) => answer.end(JSON.stringify(asked.headers)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      request({ port, host: "127.0.0.1", headers, agent: false }, (answer) => {
        let body = "";
        answer.setEncoding("utf8").on("data", (part: string) => (body += part)).on("end", () => resolve(JSON.parse(body) as IncomingHttpHeaders));
      }).on("error", reject).end();
    });
  } finally {
    server.close();
  }
}

describe("the headers that tell a tool who asks", () => {
  it("carry what the settings say, by lower-case name", () => {
    expect(headersOf({})).toEqual({
      "x-webauth-user": "ada",
      "x-webauth-email": "ada@example.org",
      "x-webauth-name": "Ada Lovelace",
      "x-person": "https://sso.example.org#ada",
      "x-webauth-groups": "/team/a,beamline",
      "x-webauth-role": "Editor",
    });
  });

  it("reach the tool with a name of any script", async () => {
    const heard = await sent(headersOf({ name: "Åsa 渡辺" }));
    expect(Buffer.from(String(heard["x-webauth-name"]), "latin1").toString("utf8")).toBe("Åsa 渡辺");
  });

  it("leave out what is not known of a person", () => {
    const { email: _, ...nameless } = ada;
    const found = personHeaders({ ...identity, role: undefined }, { ...nameless, groups: [] });
    expect(Object.keys(found).sort()).toEqual(["x-person", "x-webauth-name", "x-webauth-user"]);
  });

  it("cannot be multiplied by a person named like two headers", async () => {
    const name = "admin\r\nX-WEBAUTH-ROLE: Admin";
    const found = headersOf({ username: name, name, email: name, groups: [name, "beamline"] });
    expect(found).toEqual({ "x-person": ada.id, "x-webauth-groups": "beamline", "x-webauth-role": "Editor" });
    expect((await sent(found))["x-webauth-role"]).toBe("Editor");
  });

  it("leave out a group that would be read as two", () => {
    expect(headersOf({ groups: ["staff,grafana-admins", " padded", "plain"] })["x-webauth-groups"]).toBe("plain");
    expect(headersOf({ groups: ["a,b"] })).not.toHaveProperty("x-webauth-groups");
  });

  it("CVE-2026-40574: pass an e-mail address on whole, whatever its parts look like", () => {
    for (const email of ["a@evil.com@company.com", '"a@company.com"@evil.com', "a@company.com,b@evil.com"]) expect(headersOf({ email })["x-webauth-email"]).toBe(email);
  });
});

describe("a person's role", () => {
  it("is that of the first rule with one of their groups, else everybody's, else none", () => {
    expect(roleOf(identity, ["staff", "grafana-admins"])).toBe("Admin");
    expect(roleOf(identity, ["staff"])).toBe("Editor");
    expect(roleOf(identity, ["grafana-admins-not", "Staff", "/staff"])).toBe("Viewer");
    expect(roleOf({ roles, role: undefined }, [])).toBeUndefined();
  });
});
