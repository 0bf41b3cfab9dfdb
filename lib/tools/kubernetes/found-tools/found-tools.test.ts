import { describe, expect, it } from "vitest";
import { httpRoute, ingress, otherServices, service, toolIngresses, toolServices } from "./fixtures/chart-objects";
import { lookedThrough } from "./fixtures/looked-through";

const homepage = (more: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries({ enabled: "true", ...more }).map(([key, value]) => [`gethomepage.dev/${key}`, value]));
const forecastle = (more: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries({ expose: "true", ...more }).map(([key, value]) => [`forecastle.stakater.com/${key}`, value]));
const castor = (values: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(values).map(([key, value]) => [`castor-portal/${key}`, value]));
const elog = (annotations: Readonly<Record<string, string>>, more: Parameters<typeof ingress>[5] = {}) => lookedThrough({ ingresses: [ingress("p47", "elog", "elog.example.org", "elog", { annotations }, more)] });

describe("labels of charts", () => {
  it("name Castor's tools, and nothing of what stands beside them", () => {
    const { things, mistakes } = lookedThrough({ services: [...toolServices, ...otherServices] });
    expect(things.map(({ tool, url }) => [tool, url])).toEqual([
      ["argo-cd", "http://argocd-server.argocd.svc:80"],
      ["keycloak", "http://sso-keycloak.keycloak.svc:80"],
      ["dashboard", "https://kubernetes-dashboard-kong-proxy.kubernetes-dashboard.svc:443"],
      ["grafana", "http://monitoring-grafana.monitoring.svc:80"],
      ["alertmanager", "http://monitoring-kube-prometheus-alertmanager.monitoring.svc:9093"],
      ["prometheus", "http://monitoring-kube-prometheus-prometheus.monitoring.svc:9090"],
      ["stackrox", "https://central.stackrox.svc:443"],
    ]);
    expect(things.every(({ href }) => href === undefined)).toBe(true);
    expect(mistakes).toEqual([]);
  });

  it("are joined to the Ingress that leads to the Service, at the port to which it leads", () => {
    const { things } = lookedThrough({ services: toolServices.slice(2, 4), ingresses: toolIngresses });
    expect(things).toMatchObject([
      { object: { kind: "Ingress", name: "argocd-server" }, tool: "argo-cd", href: "https://argocd.example.org/", url: "https://argocd-server.argocd.svc:443" },
      { object: { kind: "Ingress", name: "monitoring-grafana" }, tool: "grafana", href: "https://grafana.example.org/", url: "http://monitoring-grafana.monitoring.svc:80", by: "label app.kubernetes.io/name=grafana" },
      { object: { kind: "Service", name: "argocd-server" }, spokenForBy: { kind: "Ingress", name: "argocd-server" } },
      { object: { kind: "Service", name: "monitoring-grafana" }, spokenForBy: { kind: "Ingress", name: "monitoring-grafana" } },
    ]);
  });

  it("are joined to an Ingress that says nothing, too", () => {
    const { things } = lookedThrough({ services: toolServices.slice(0, 1), ingresses: [ingress("monitoring", "web", "prometheus.example.org", "monitoring-kube-prometheus-prometheus", {}, { tls: false, path: "/prometheus" })] });
    expect(things).toMatchObject([{ object: { kind: "Service" }, tool: "prometheus", href: "http://prometheus.example.org/prometheus" }]);
  });

  it("are not joined to a route of another namespace: its author has no say over this Service", () => {
    const routes = [httpRoute("training", "mine", "evil.example.org", { name: "monitoring-grafana", namespace: "monitoring" }, { annotations: castor({ hidden: "true" }) })];
    const { things } = lookedThrough({ services: toolServices.slice(2, 3), routes });
    expect(things.find(({ object }) => object.kind === "Service")).toEqual(expect.not.objectContaining({ href: expect.anything() as unknown, spokenForBy: expect.anything() as unknown }));
    expect(things.find(({ object }) => object.kind === "HTTPRoute")).not.toHaveProperty("tool");
  });
});

describe("where an Ingress or a route leads", () => {
  it.each([
    ["https by its own certificate", ingress("p47", "elog", "elog.example.org", "elog", { annotations: homepage({}) }), "https://elog.example.org/"],
    ["http without one", ingress("p47", "elog", "elog.example.org", "elog", { annotations: homepage({}) }, { tls: false }), "http://elog.example.org/"],
    ["a path", ingress("p47", "elog", "elog.example.org", "elog", { annotations: homepage({}) }, { path: "/p47/" }), "https://elog.example.org/p47/"],
    ["an expression's plain part", ingress("p47", "elog", "elog.example.org", "elog", { annotations: homepage({}) }, { path: "/p47(/|$)(.*)", pathType: "ImplementationSpecific" }), "https://elog.example.org/p47"],
    ["no name of a whole domain", ingress("p47", "elog", "*.example.org", "elog", { annotations: homepage({}) }), undefined],
  ])("is %s", (_what, object, href) => expect(lookedThrough({ ingresses: [object] }).things[0]?.href).toBe(href));

  it("is https for a route, unless it names its listener for plain http", () => {
    const annotations = castor({ title: "Motion" });
    const of = (parent: object) => lookedThrough({ routes: [httpRoute("p47", "motion", "motion.example.org", { name: "opis" }, { annotations }, { parent, path: "/stage" })] }).things[0]?.href;
    expect([of({}), of({ sectionName: "https" }), of({ sectionName: "http" }), of({ port: 80 })]).toEqual(["https://motion.example.org/stage", "https://motion.example.org/stage", "http://motion.example.org/stage", "http://motion.example.org/stage"]);
  });
});

describe("annotations", () => {
  it("of each launcher mean what they mean there", () => {
    expect(elog(homepage({ name: "eLog", description: "The notes", icon: "mdi-docs", group: "P47", href: "https://elog.example.org/p47" })).things).toMatchObject([
      { title: "eLog", purpose: "The notes", icon: "docs", href: "https://elog.example.org/p47", groups: [], own: false, by: "annotation gethomepage.dev/enabled" },
    ]);
    expect(elog(forecastle({ appName: "eLog", icon: "https://elog.example.org/static/git.png", url: "https://elog.example.org/p47", group: "p47" })).things).toMatchObject([
      { title: "eLog", icon: "git", href: "https://elog.example.org/p47", groups: [], by: "annotation forecastle.stakater.com/expose" },
    ]);
    expect(elog(castor({ title: "eLog", groups: "p47-beamline, /labs/a", tool: "grafana" })).things).toMatchObject([{ title: "eLog", tool: "grafana", groups: ["p47-beamline", "/labs/a"], own: true, by: "annotation castor-portal/title" }]);
  });

  it("count in their order, field by field, and before labels", () => {
    const annotations = { ...forecastle({ appName: "of forecastle", icon: "chat" }), ...homepage({ name: "of homepage", description: "of homepage" }), ...castor({ title: "of Castor" }) };
    const { things } = lookedThrough({ services: toolServices.slice(2, 3), ingresses: [ingress("monitoring", "g", "g.example.org", "monitoring-grafana", { annotations })] });
    expect(things[0]).toMatchObject({ title: "of Castor", purpose: "of homepage", icon: "chat", tool: "grafana" });
    expect(things[0]?.by).toBe("annotation castor-portal/title and annotation gethomepage.dev/enabled and annotation forecastle.stakater.com/expose and label app.kubernetes.io/name=grafana");
  });

  it("of the Service count beside the Ingress's own: first by launcher, then the Ingress", () => {
    const { things } = lookedThrough({
      services: [service("p47", "elog", { annotations: { ...castor({ purpose: "The notes" }), ...homepage({ name: "of the Service" }) } })],
      ingresses: [ingress("p47", "elog", "elog.example.org", "elog", { annotations: homepage({ name: "of the Ingress" }) })],
    });
    expect(things[0]).toMatchObject({ object: { kind: "Ingress" }, title: "of the Ingress", purpose: "The notes" });
    expect(things[1]).toMatchObject({ object: { kind: "Service" }, spokenForBy: { kind: "Ingress", namespace: "p47", name: "elog" } });
  });

  it.each([
    [homepage({ name: "eLog" }), false],
    [homepage({ enabled: "false", name: "eLog" }), true],
    [forecastle({ expose: "false" }), true],
    [castor({ hidden: "true" }), true],
    [{ ...homepage({}), ...castor({ hidden: "true" }) }, true],
    [{ ...homepage({ enabled: "false" }), ...castor({ title: "eLog" }) }, false],
    [castor({ title: "eLog", hidden: "perhaps" }), true],
  ])("%j hide it: %s", (annotations, hidden) => expect(elog(annotations).things).toMatchObject([{ hidden }]));

  it("of a Service hide what its Ingress would show", () => {
    const { things } = lookedThrough({ services: [service("p47", "elog", { annotations: castor({ hidden: "true" }) })], ingresses: [ingress("p47", "elog", "elog.example.org", "elog", { annotations: homepage({}) })] });
    expect(things[0]).toMatchObject({ hidden: true });
  });

  it("can only narrow who sees it", () => {
    const both = (own: string, behind: string) =>
      lookedThrough({ services: [service("p47", "elog", { annotations: castor({ groups: behind }) })], ingresses: [ingress("p47", "elog", "elog.example.org", "elog", { annotations: castor({ groups: own }) })] });
    expect(both("a, b", "b, c").things[0]?.groups).toEqual(["b"]);
    expect(both("a", "c").things.map(({ object }) => object.kind)).toEqual(["Service"]);
    expect(both("a", "c").mistakes[0]?.sentence).toContain("no group in common");
  });

  it.each([
    [castor({ title: "You have won", url: "javascript:fetch('//evil')" }), "castor-portal/url does not begin with https:// or http://, so it is not shown."],
    [castor({ url: "https://a:b@elog.example.org" }), "castor-portal/url has a user name or password in it, so it is not shown."],
    [homepage({ href: "data:text/html,x" }), "gethomepage.dev/href does not begin with https:// or http://, so it is not shown."],
    [forecastle({ url: "elog.example.org" }), "forecastle.stakater.com/url does not begin with https:// or http://, so it is not shown."],
    [castor({ groups: " , " }), "castor-portal/groups must name 1 to 50 groups, separated by commas, so it is not shown."],
  ])("%j show nothing at all, and administrators are told", (annotations, sentence) => {
    const { things, mistakes } = elog(annotations);
    expect(things).toEqual([]);
    expect(mistakes).toEqual([{ object: { kind: "Ingress", namespace: "p47", name: "elog" }, sentence }]);
  });

  it.each([
    [{ "gethomepage.dev/name": "eLog" }, 'It is not shown: besides its other annotations gethomepage.dev/enabled must be "true".', 0],
    [castor({ titel: "eLog" }), "Castor knows no annotation castor-portal/titel; it knows title, purpose, icon, url, groups, tool, hidden.", 1],
    [castor({ title: "eLog", tool: "../grafana" }), "castor-portal/tool must be a tool that Castor knows: dashboard, keycloak, prometheus, grafana, alertmanager, stackrox, argo-cd.", 1],
    [castor({ title: "\u200b" }), "castor-portal/title has no character that can be shown.", 1],
    [homepage({ enabled: "yes" }), 'gethomepage.dev/enabled must be "true" or "false".', 1],
  ])("%j are told as a mistake", (annotations, sentence, count) => {
    const { things, mistakes } = elog(annotations);
    expect(mistakes.map((mistake) => mistake.sentence)).toContain(sentence);
    expect(things).toHaveLength(count);
  });

  it("hold no more of a text than a tile shows, and no picture of another host", () => {
    const [found] = elog(castor({ title: `<img src=x onerror=alert(1)>${"x".repeat(300)}`, purpose: "y".repeat(99_999), icon: "https://evil.example.org/track.gif?who=me" })).things;
    expect(found?.title).toHaveLength(80);
    expect(found?.purpose).toHaveLength(160);
    expect(found?.icon).toBe("link");
  });
});
