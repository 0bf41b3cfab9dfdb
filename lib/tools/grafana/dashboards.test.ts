import { expect, it } from "vitest";
import { grafanaDashboards } from "./dashboards";
import { exoticDashboard, toldWire } from "./fixtures/told-wire";

const asAda = async () => ({ "x-webauth-user": "ada" });

it("asks in the person's name, each time anew, and with nothing else", async () => {
  const { wire, asked } = toldWire((path) => (path === "/api/search" ? [] : exoticDashboard));
  let count = 0;
  const grafana = grafanaDashboards(wire, async () => ({ "x-jwt-assertion": `token ${(count += 1)}` }));
  await grafana.all();
  await grafana.one("abc");
  expect(asked.map(({ path, ask }) => [path, ask.headers])).toEqual([
    ["/api/search", { "x-jwt-assertion": "token 1" }],
    ["/api/dashboards/uid/abc", { "x-jwt-assertion": "token 2" }],
  ]);
});

it("reads what the search found, and drops what could stand in no address", async () => {
  const { wire } = toldWire(() => [
    { id: 1, uid: "a-1", title: "Beamline", url: "/grafana/d/a-1/beamline", type: "dash-db", folderTitle: "P47", tags: ["epics"], isStarred: true, sortMeta: 0 },
    { uid: "b", title: " ", url: "/d/b/%2e%2e", folderTitle: "General", tags: null },
    { uid: "../../api/admin", title: "Climbing" },
    { uid: "a\u0000b", title: "Strange" },
    { title: "Without a uid" },
  ]);
  expect(await grafanaDashboards(wire, asAda).all()).toEqual([
    { uid: "a-1", title: "Beamline", slug: "beamline", folder: "P47", tags: ["epics"], starred: true },
    { uid: "b", title: "b", slug: "", tags: [], starred: false },
  ]);
});

it("reads page after page of a large Grafana, and stops where one tells the same page again", async () => {
  const page = (number: number, size: number) => Array.from({ length: size }, (_, index) => ({ uid: `d-${number}-${index}`, title: "One" }));
  const large = toldWire((_, { query }) => (query?.["page"] === 3 ? page(3, 7) : page(Number(query?.["page"]), 1_000)));
  expect(await grafanaDashboards(large.wire, asAda).all()).toHaveLength(2_007);
  const deaf = toldWire(() => page(1, 1_000));
  expect(await grafanaDashboards(deaf.wire, asAda).all()).toHaveLength(1_000);
  expect(deaf.asked).toHaveLength(2);
});

it("finds the panels of an exotic dashboard: in folded rows, from the library, without a title", async () => {
  const { wire } = toldWire(() => exoticDashboard);
  expect(await grafanaDashboards(wire, asAda).one("exotic")).toEqual({
    provisioned: { from: "exotic.json" },
    variables: ["datasource", "namespace"],
    panels: [
      { id: "2", title: "CPU Usage", type: "timeseries" },
      { id: "4", title: "Inside a folded row", type: "stat" },
      { id: "5", title: "Panel 5", type: "gauge" },
      { id: "6", title: "From the library", type: "" },
      { id: "7", title: "Panel 7", type: "timeseries" },
      { id: "9", title: "CPU of $instance", type: "timeseries" },
    ],
  });
});

it("reads the rows of dashboards from before Grafana 5, and one that tells next to nothing", async () => {
  const old = toldWire(() => ({ dashboard: { rows: [{ panels: [{ id: 1, type: "graph", title: "Load" }] }] } }));
  expect(await grafanaDashboards(old.wire, asAda).one("old")).toEqual({ panels: [{ id: "1", title: "Load", type: "graph" }] });
  const bare = toldWire(() => ({ meta: { provisioned: false }, dashboard: { title: "Bare" } }));
  expect(await grafanaDashboards(bare.wire, asAda).one("bare")).toEqual({ panels: [] });
});

it("lets no uid climb out of its path", async () => {
  const { wire, asked } = toldWire(() => exoticDashboard);
  const grafana = grafanaDashboards(wire, asAda);
  await grafana.one("a/../../admin?x=1");
  await expect(grafana.one("..")).rejects.toMatchObject({ code: "invalid" });
  expect(asked.map(({ path }) => path)).toEqual(["/api/dashboards/uid/a%2F..%2F..%2Fadmin%3Fx%3D1"]);
});
