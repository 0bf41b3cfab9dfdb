// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeLive } from "@/components/ui/fake-live";
import type { Cluster, FoundEntry, FoundTools, Refusals } from "@/lib/model";
import { FoundPage } from "./found-page";

const now = Date.UTC(2026, 5, 1, 12);
const cluster = { id: "pollux", title: "Pollux", purpose: "", stage: "staging", accent: "violet", panels: [], tiles: [] } as unknown as Cluster;

const lines = "links:\n  - title: eLog\n    url: https://elog.example.org/p47\n";
const entries: readonly FoundEntry[] = [
  { object: { kind: "Ingress", namespace: "p47", name: "elog" }, by: "annotation forecastle.stakater.com/expose", title: "eLog", purpose: "The notes", icon: "docs", groups: ["p47-beamline"], href: "https://elog.example.org/p47", outcome: { kind: "shown" }, lines },
  { object: { kind: "Service", namespace: "monitoring", name: "grafana" }, by: "label app.kubernetes.io/name=grafana", tool: "grafana", title: "Grafana", groups: [], url: "http://grafana.monitoring.svc:80", outcome: { kind: "overridden", by: "tools.grafana in castor.yaml" } },
  { object: { kind: "Service", namespace: "monitoring", name: "prometheus" }, by: "label app=kube-prometheus-stack-prometheus", tool: "prometheus", title: "Prometheus", groups: [], url: "http://prometheus.monitoring.svc:9090", outcome: { kind: "unreachable" }, lines: "tools:\n  prometheus:\n    url: http://prometheus.monitoring.svc:9090\n" },
  { object: { kind: "HTTPRoute", namespace: "p47", name: "mq" }, by: "annotation castor-portal/hidden", title: "mq", groups: [], href: "https://mq.example.org/", outcome: { kind: "ignored" } },
];
const found: FoundTools = {
  ...{ cluster: "pollux", enabled: true, every: 60, namespaces: [], at: now - 20_000, notes: [], entries },
  named: [
    { kind: "tool", id: "grafana", title: "Grafana", icon: "grafana", href: "/clusters/pollux/tools/grafana", groups: [], access: [{ groups: ["p47-beamline"], level: "full" }, { groups: ["staff", "guests"], level: "read" }] },
    { kind: "tool", id: "keycloak", title: "Keycloak", icon: "keycloak", href: "https://sso.example.org", groups: ["ops"] },
    { kind: "link", id: "link-1", title: "GitLab", icon: "git", href: "https://gitlab.example.org", groups: [] },
  ],
  mistakes: [{ object: { kind: "Ingress", namespace: "training", name: "prize" }, sentence: "castor-portal/url does not begin with https:// or http://, so it is not shown." }],
};
const quiet: Refusals = { since: now - 3_600_000, counts: [], recent: [] };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The page as the server gave it; what it asks later is answered with `later`. */
function open(first: Partial<FoundTools> = {}, refusals: Refusals = quiet, later: (path: string) => Response = (path) => Response.json(path === "/api/refusals" ? refusals : { ...found, ...first })) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return later(path);
  });
  const { Live } = fakeLive(now);
  render(
    <Live>
      <FoundPage cluster={cluster} found={{ ...found, ...first }} refusals={refusals} at={now} />
    </Live>,
  );
  return asked;
}
const part = (name: string) => within(screen.getByRole("region", { name }));

describe("the tools and links of a cluster", () => {
  it("that the settings name stand first, with who may open each and what gives way to it", () => {
    open();
    const rows = part("Named by the settings").getAllByRole("row").slice(1).map((each) => each.textContent);
    expect(rows[0]).toContain("p47-beamline: everything");
    expect(rows[0]).toContain("staff, guests: read-only");
    expect(rows[0]).toContain("Administrators: everything");
    expect(rows[0]).toContain("Service monitoring/grafana");
    expect(rows[1]).toContain("ops; administrators");
    expect(rows[1]).toContain("the tool itself decides");
    expect(rows[2]).toContain("Everybody who sees the cluster");
    expect(part("Named by the settings").getByRole("link", { name: "/clusters/pollux/tools/grafana" })).toBeDefined();
  });

  it("that were found say from where, by what, and what they came to", () => {
    open();
    const table = part("Found in the cluster");
    const words = table.getAllByRole("row").slice(1).map((each) => each.textContent);
    expect(words[0]).toMatch(/eLog.*Only for p47-beamline.*Ingress p47\/elog.*by annotation forecastle.*https:\/\/elog\.example\.org\/p47.*Shown as a tile/);
    expect(words[1]).toMatch(/Grafana.*nowhere.*inside the cluster http:\/\/grafana\.monitoring\.svc:80.*Gives way to tools\.grafana in castor\.yaml/);
    expect(words[2]).toContain("No Ingress or route leads to it");
    expect(words[3]).toContain("Asks not to be shown");
    expect(table.getByRole("link", { name: "p47/elog" }).getAttribute("href")).toBe("/clusters/pollux/objects/networking.k8s.io/v1/ingresses/p47/elog");
    expect(table.getByRole("link", { name: "p47/mq" }).getAttribute("href")).toBe("/clusters/pollux/objects/gateway.networking.k8s.io/v1/httproutes/p47/mq");
  });

  it("bring the lines that take them in, to copy", async () => {
    open();
    const user = userEvent.setup();
    await user.click(screen.getByText("that take in eLog", { exact: false }));
    expect(screen.getByRole("region", { name: "lines for eLog" }).textContent).toBe(lines.trimEnd());
    await user.click(screen.getByRole("button", { name: "Copy lines for eLog" }));
    expect(await navigator.clipboard.readText()).toBe(lines);
    expect(screen.getByText("Copied.")).toBeDefined();
    expect(screen.queryByText("that take in Grafana", { exact: false })).toBeNull();
  });

  it("tell which objects say something wrong", () => {
    open();
    const item = part("Mistakes").getByRole("listitem");
    expect(item.textContent).toContain("Ingress training/prize");
    expect(item.textContent).toContain("does not begin with https:// or http://");
  });

  it("show what somebody wrote as text, never as a page", () => {
    open({ entries: [{ ...entries[0]!, title: "<img src=x onerror=alert(1)>", purpose: "<b>bold</b>" }] });
    expect(document.querySelector("img, b")).toBeNull();
    expect(part("Found in the cluster").getByRole("rowheader").textContent).toContain("<img src=x onerror=alert(1)><b>bold</b>");
  });
});

describe("where there is nothing to show", () => {
  it("says how to have things looked for", () => {
    open({ enabled: false, entries: [], mistakes: [], named: [] });
    expect(part("Found in the cluster").getByRole("region", { name: "the setting" }).textContent).toBe("found: {}");
    expect(part("Found in the cluster").getByRole("region", { name: "the rights" }).textContent).toContain("httproutes");
    expect(part("Named by the settings").getByText(/names no tool and no link/)).toBeDefined();
    expect(screen.queryByRole("region", { name: "Mistakes" })).toBeNull();
  });

  it("waits for the first look and shows it when it is there", async () => {
    const { at: _at, ...before } = found;
    open({ ...before, at: undefined as unknown as number, entries: [] }, quiet, (path) => Response.json(path === "/api/refusals" ? quiet : found));
    expect(screen.getByRole("region", { name: "Found in the cluster" }).getAttribute("aria-busy")).toBe("true");
    await waitFor(() => expect(part("Found in the cluster").getByRole("link", { name: "p47/elog" })).toBeDefined());
  });

  it("says what to annotate where nothing names a tool", () => {
    open({ entries: [] });
    expect(part("Found in the cluster").getByText("castor-portal/title")).toBeDefined();
  });

  it("says which right is missing, and that the last look failed", () => {
    open({ notes: ["Castor’s account may not list Services of all namespaces, so nothing of theirs is found."], problem: { code: "unreachable", message: "The Kubernetes API of Pollux cannot be reached." } });
    const table = part("Found in the cluster");
    expect(table.getByText(/may not list Services/)).toBeDefined();
    expect(table.getByText(/cannot be reached/).textContent).toContain("Last news");
    expect(table.getByRole("link", { name: "p47/elog" })).toBeDefined();
  });
});

describe("what was refused", () => {
  it("is counted by place and reason, the newest told with who and whence", () => {
    open({}, {
      since: now - 3_600_000,
      counts: [{ place: "prometheus-pollux", reason: "read-only", count: 2 }, { place: "grafana-pollux", reason: "signed-out", count: 40 }],
      recent: [{ at: now - 5_000, place: "prometheus-pollux", reason: "read-only", sentence: "You may look at Prometheus, but change nothing.", person: "p47-staff", from: "10.0.0.7" }, { at: now - 5_000, place: "grafana-pollux", reason: "signed-out", sentence: "Sign in first.", from: "10.0.0.8" }],
    });
    const refused = part("Refused");
    expect(refused.getByText(/42 requests were refused/)).toBeDefined();
    expect(refused.getAllByRole("listitem").map((each) => each.textContent)).toEqual(["40 grafana-pollux: not signed in", "2 prometheus-pollux: a change by somebody who may only look"]);
    const rows = refused.getAllByRole("row").slice(1).map((each) => each.textContent);
    expect(rows[0]).toMatch(/5 s ago.*prometheus-pollux.*p47-staff.*10\.0\.0\.7.*change nothing/);
    expect(rows[1]).toContain("nobody signed in");
  });

  it("is said to be nothing where it is", () => {
    open();
    expect(part("Refused").getByText(/Nothing was refused/)).toBeDefined();
    expect(part("Refused").queryByRole("table")).toBeNull();
  });
});

it("asks only Castor, and keeps what it showed when Castor does not answer", async () => {
  const asked = open({ at: undefined as unknown as number, entries: [] }, quiet, () => Response.json({ error: { code: "internal", message: "Something went wrong inside Castor." } }, { status: 500 }));
  await screen.findByText("Something went wrong inside Castor.");
  expect(part("Named by the settings").getByText("Keycloak")).toBeDefined();
  expect(asked.every((path) => path === "/api/clusters/pollux/found" || path === "/api/refusals")).toBe(true);
});
