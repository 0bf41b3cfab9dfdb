import { expect, it } from "vitest";
import { alertDashboard } from "./alert-dashboard";

it("believes Grafana's own annotations first", () => {
  expect(alertDashboard({ __dashboardUid__: "rYdddlPWk", __panelId__: "78", dashboard_url: "https://x.example.org/d/other" })).toEqual({ uid: "rYdddlPWk", panel: "78", variables: {} });
  expect(alertDashboard({ __dashboardUid__: "rYdddlPWk", __panelId__: "seven" })).toEqual({ uid: "rYdddlPWk", variables: {} });
});

it("takes uid, panel and variables out of an address, wherever that leads", () => {
  expect(alertDashboard({ dashboard_url: "https://evil.example/grafana/d/abc/some-title?orgId=7&var-pod=a&viewPanel=panel-3&from=now-1h&theme=dark" })).toEqual({ uid: "abc", panel: "3", variables: { pod: "a" } });
  expect(alertDashboard({ dashboard: "/d/abc" })).toEqual({ uid: "abc", variables: {} });
});

it("finds nothing in what is no dashboard's address", () => {
  for (const text of ["", "see the wiki", "https://x/explore", "javascript:alert(1)//d/", "https://x/d/a%2f..%2fb", `https://x/d/${"a".repeat(41)}`, "https://["]) {
    expect(alertDashboard({ dashboard_url: text }), text).toBeUndefined();
  }
  expect(alertDashboard({ __dashboardUid__: "../admin" })).toBeUndefined();
});
