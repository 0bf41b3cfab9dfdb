import { expect, it } from "vitest";
import type { Alert } from "./alert";
import { routingExamples } from "./routing-examples";

const alert = (name: string, over: Partial<Alert> = {}): Alert => ({ id: name, cluster: "pollux", name, severity: "warning", state: "firing", labels: { alertname: name }, annotations: {}, since: 0, silencedBy: [], inhibitedBy: [], mutedBy: [], receivers: [], sources: [], ...over });

it("are what fires now, the gravest first, each name once, and nothing about alerting itself", () => {
  const alerts = [alert("Old"), alert("New", { since: 9 }), alert("Grave", { severity: "critical" }), alert("New", { id: "n2", since: 1 }), alert("Watchdog"), alert("Waits", { state: "pending" }), alert("Over", { state: "resolved" }), alert("Quiet", { state: "suppressed", severity: "info" })];
  expect(routingExamples(alerts).map(({ name }) => name)).toEqual(["Grave", "New", "Old", "Quiet"]);
  expect(routingExamples(Array.from({ length: 20 }, (_, at) => alert(`A${at}`)))).toHaveLength(6);
});
