import { expect, it } from "vitest";
import type { DashboardSubject } from "./dashboard";
import { dashboardQuery, dashboardSubject } from "./dashboard-subject";

const subjects: readonly DashboardSubject[] = [
  { kind: "node", node: "p47-srv-01.example.org" },
  { kind: "pod", namespace: "p47-beamline", pod: "blueapi-0" },
  { kind: "workload", namespace: "p47-beamline", workload: "blueapi", type: "statefulset" },
  { kind: "namespace", namespace: "p47-beamline" },
  { kind: "claim", namespace: "p47-beamline", claim: "data-blueapi-0" },
  { kind: "alert", alert: "0123456789abcdef" },
];

it.each(subjects)("reads what it has written: $kind", (subject) => {
  expect(dashboardSubject(dashboardQuery(subject))).toEqual(subject);
});

it.each(["", "kind=", "kind=toString", "kind=pod", "kind=pod&namespace=a", "kind=pod&namespace=a&pod=b%26var-pod%3Dc", "kind=pod&namespace=a&pod=..", "kind=pod&namespace=%24__all&pod=b", "kind=node&node=a%22%7D", `kind=node&node=${"a".repeat(300)}`])("takes no such thing for a subject: %s", (query) => {
  expect(dashboardSubject(new URLSearchParams(query))).toBeUndefined();
});
