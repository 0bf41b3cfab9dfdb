import { expect, it } from "vitest";
import type { Alert } from "./alert";
import { gettableAlert } from "./gettable";

const alert: Alert = {
  ...{ id: "00000000000000a1", cluster: "pollux", name: "A", severity: "critical", state: "suppressed", labels: { alertname: "A" }, annotations: { summary: "s" }, since: 1_000 },
  ...{ silencedBy: ["x"], inhibitedBy: [], mutedBy: [], receivers: ["team"], generatorUrl: "http://p/graph", sources: ["Alertmanager of Pollux"] },
};

it("reads as Alertmanager's own answer does", () => {
  expect(gettableAlert(alert)).toMatchObject({
    ...{ fingerprint: "00000000000000a1", labels: { alertname: "A" }, startsAt: "1970-01-01T00:00:01.000Z", generatorURL: "http://p/graph", receivers: [{ name: "team" }] },
    status: { state: "suppressed", silencedBy: ["x"], inhibitedBy: [], mutedBy: [] },
  });
  expect(gettableAlert({ ...alert, state: "firing" }).status.state).toBe("active");
});

it("tells pending and resolved alerts as not processed, and which of the two beside it", () => {
  expect(gettableAlert({ ...alert, state: "pending", firesAt: 2_000, value: 3 })).toMatchObject({ status: { state: "unprocessed" }, castor: { state: "pending", firesAt: "1970-01-01T00:00:02.000Z", value: 3 } });
  expect(gettableAlert({ ...alert, state: "resolved", resolvedAt: 3_000 })).toMatchObject({ endsAt: "1970-01-01T00:00:03.000Z", status: { state: "unprocessed" }, castor: { state: "resolved" } });
});

it("keeps out of JSON what is not known", () => {
  expect(JSON.stringify(gettableAlert(alert))).not.toMatch(/null|undefined/);
});
