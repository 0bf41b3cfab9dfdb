import { describe, expect, it } from "vitest";
import { problemOf } from "@/lib/model";
import { anAlert } from "@/lib/model/alerting/fixtures/small-cluster";
import { readAlertingConfig } from "@/lib/tools/alertmanager/config";
import { explainOf } from "./explain";
import { somebody, toldCluster, toldParts } from "./fixtures/told-cluster";

const config = readAlertingConfig(JSON.stringify({ route: { receiver: "null", routes: [{ receiver: "p47", matchers: ['namespace="p47-beamline"'] }] }, receivers: [{ name: "null" }, { name: "p47", email_configs: [{}] }] }));
const other = readAlertingConfig(JSON.stringify({ route: { receiver: "null" }, receivers: [{ name: "null" }] }));
const labels = { alertname: "A", namespace: "p47-beamline" };
const problem = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return problemOf(error);
  }
  throw new Error("It was answered.");
};

describe("who hears of an alert of a cluster", () => {
  it("is told for each configuration that its Alertmanagers run", () => {
    const cluster = toldCluster("pollux", [], { configs: [{ alertmanagers: ["one", "two"], config }, { alertmanagers: ["three"], config: other }, { alertmanagers: ["four"], problem: "It can't be read." }] });
    const found = explainOf(toldParts([cluster])).explain(somebody, "pollux", labels);
    expect(found.map(({ receivers, alertmanagers }) => [receivers, alertmanagers])).toEqual([
      [["p47"], ["one", "two"]],
      [["null"], ["three"]],
    ]);
  });

  it("knows of the alert itself whether it fires yet", () => {
    const alert = { ...anAlert("A", labels), state: "pending" as const };
    const cluster = toldCluster("pollux", [alert], { configs: [{ alertmanagers: ["one"], config }] });
    expect(explainOf(toldParts([cluster])).explain(somebody, "pollux", labels, alert.id)[0]?.sentence).toBe("Once it fires, it goes to p47 by e-mail.");
  });

  it("is a problem where no configuration is known, or none can be read", () => {
    const explain = (configs: Parameters<typeof toldCluster>[2]) => problem(() => explainOf(toldParts([toldCluster("pollux", [], configs)])).explain(somebody, "pollux", labels));
    expect(explain({})).toEqual({ code: "unreachable", message: "No Alertmanager of Pollux has told its routes yet." });
    expect(explain({ configs: [{ alertmanagers: ["one"], problem: "It can't be read." }] })).toEqual({ code: "unexpected-shape", message: "It can't be read." });
  });

  it("is told nobody who may not see the cluster", () => {
    const parts = toldParts([toldCluster("pollux", [], { configs: [{ alertmanagers: ["one"], config }] })], 0, []);
    expect(problem(() => explainOf(parts).explain(somebody, "pollux", labels)).code).toBe("not-found");
  });
});
