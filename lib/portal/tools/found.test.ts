import { describe, expect, it } from "vitest";
import { CastorError, type Person, type Refusals } from "@/lib/model";
import { foundOf } from "./found";
import type { ToolsParts } from "./parts";

const person = (username: string, admin = false) => ({ id: username, username, name: username, groups: [], admin }) as Person;
const refusals: Refusals = { since: 0, counts: [], recent: [] };

const upstream = (id: string, settings: object, behind: object | undefined) => ({ tool: { id, icon: id, ...(behind && { behind }) }, title: id.toUpperCase(), settings: { groups: [], publicUrl: `https://${id}.example.org`, ...settings } });
const cluster = {
  settings: { id: "pollux", links: [{ title: "GitLab", icon: "git", url: "https://gitlab.example.org", groups: [] }] },
  upstreams: [
    upstream("grafana", { gateway: { access: [{ groups: ["p47"], level: "read" }], open: "here" } }, {}),
    upstream("prometheus", { gateway: { access: [], open: "tab" } }, {}),
    upstream("keycloak", { gateway: { access: [{ groups: ["p47"], level: "full" }], open: "here" } }, undefined),
  ],
  found: { report: () => ({ cluster: "pollux", enabled: true, notes: [], entries: [], mistakes: [] }) },
};
const parts = {
  find(_person: Person, id: string) {
    if (id !== "pollux") throw new CastorError("not-found", `There is no cluster ${id}.`);
    return cluster;
  },
  behind: { refusals: { report: () => refusals } },
  publicUrl: "https://castor.example.org",
} as unknown as ToolsParts;
const portal = foundOf(parts);

describe("what was found and refused", () => {
  it("is for administrators alone, whoever asks how", () => {
    expect(() => portal.found(person("p47-staff"), "pollux")).toThrow(expect.objectContaining({ code: "forbidden" }));
    expect(() => portal.refusals(person("p47-staff"))).toThrow(expect.objectContaining({ code: "forbidden" }));
    expect(portal.refusals(person("admin", true))).toBe(refusals);
  });

  it("does not tell of clusters that the person may not see", () => {
    expect(() => portal.found(person("p47-staff"), "argus")).toThrow(expect.objectContaining({ code: "not-found" }));
  });

  it("stands beside what the settings name: where it opens, and who may", () => {
    expect(portal.found(person("admin", true), "pollux").named).toEqual([
      { kind: "tool", id: "grafana", title: "GRAFANA", icon: "grafana", href: "/clusters/pollux/tools/grafana", groups: [], access: [{ groups: ["p47"], level: "read" }] },
      { kind: "tool", id: "prometheus", title: "PROMETHEUS", icon: "prometheus", href: "https://prometheus-pollux.castor.example.org", groups: [], access: [] },
      // It insists on its own sign-in, so what the settings say of a gateway decides nothing.
      { kind: "tool", id: "keycloak", title: "KEYCLOAK", icon: "keycloak", href: "https://keycloak.example.org", groups: [] },
      { kind: "link", id: "link-1", title: "GitLab", icon: "git", href: "https://gitlab.example.org", groups: [] },
    ]);
  });
});
