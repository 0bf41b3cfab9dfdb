// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from "vitest";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeLive } from "@/components/ui/fake-live";
import { Snapshots } from "@/components/ui/snapshots";
import type { Pipeline, PipelineStation } from "@/lib/model/alerting/pipeline";
import type { Cluster } from "@/lib/model/cluster";
import type { Problem } from "@/lib/model/problem";
import { PipelinePage } from "./pipeline-page";
import { pipelineSentence } from "./pipeline-sentence";

const tile = { id: "prometheus", title: "Prometheus", purpose: "", icon: "prometheus", href: "https://prometheus.example.org/", checked: true };
const cluster: Cluster = { id: "pollux", title: "Pollux", purpose: "", stage: "staging", accent: "violet", tiles: [tile], panels: [] };
const station = (id: PipelineStation["id"], out: number | undefined, more: Partial<PipelineStation> = {}): PipelineStation => ({
  ...{ id, title: id.replace(/^./, (letter) => letter.toUpperCase()), purpose: `What ${id} is for.`, figures: [{ label: `figures of ${id}`, value: 7 }], state: "ok" },
  ...(out === undefined ? {} : { out: { value: out, label: "go on" } }),
  ...more,
});
const pipeline: Pipeline = {
  stations: [
    station("exporters", 1_250),
    station("rules", 9, { figures: [{ label: "alerting rules", value: 155 }, { label: "cannot be evaluated", value: 1, state: "warn" }], state: "warn" }),
    station("pending", 7),
    station("grouping", 7),
    station("inhibition", 6),
    station("silences", 4),
    station("receivers", undefined, { state: "crit" }),
  ],
  problems: [
    { id: "nobody", severity: "critical", title: "Nobody is notified", detail: "Give the routes a receiver.", station: "receivers" },
    { id: "rule", severity: "warning", title: "The rule Broken cannot be evaluated", detail: "It cannot fire.", said: "found duplicate series", station: "rules" },
  ],
};

beforeEach(() => window.history.replaceState(null, "", "/clusters/pollux/alerts/pipeline"));
afterEach(cleanup);

function show(value: Pipeline | Problem | undefined, search?: string) {
  const { Live } = fakeLive(1_000);
  const topic = "pipeline/pollux";
  const frame = value instanceof Object && "code" in value ? { problem: value } : { value };
  render(
    <Live>
      <Snapshots at={1_000} of={value === undefined ? [] : [{ topic, frames: [{ topic, at: 1_000, every: 15_000, ...frame }] }]}>
        <PipelinePage cluster={cluster} station={search} />
      </Snapshots>
    </Live>,
  );
}

const way = () => screen.getByRole("region", { name: "The way of an alert" });

it("is an ordered list of seven stations, each with what it does and what goes on from it", () => {
  show(pipeline);
  const stations = within(way()).getAllByRole("listitem").filter((item) => within(item).queryByRole("heading", { level: 3 }) !== null);
  expect(stations.map((item) => within(item).getByRole("heading", { level: 3 }).textContent)).toEqual(["Exporters", "Rules", "Pending", "Grouping", "Inhibition", "Silences", "Receivers"]);
  expect(stations[1]?.textContent).toContain("What rules is for.");
  expect(stations[1]?.textContent).toContain("155 alerting rules");
  expect(stations[1]?.textContent).toContain("To the next station: 9go on");
  expect(stations[6]?.textContent).toContain("broken");
});

it("says the whole way in a sentence", () => {
  show(pipeline);
  expect(screen.getByText("155 rules ask whether something is wrong: of 9 alerts 2 wait, 1 is kept quiet by something worse, 2 are silenced or muted, 4 are to be heard.")).toBeTruthy();
  const quiet = pipeline.stations.map((each) => (each.id === "rules" ? { ...each, out: { value: 0, label: "" } } : each));
  expect(pipelineSentence({ stations: quiet })).toBe("155 rules ask whether something is wrong, and nothing is.");
  expect(pipelineSentence({ stations: [] })).toBeUndefined();
});

it("names what is wrong, worst first, with what was said, and leads to where it is", async () => {
  show(pipeline);
  const problems = within(screen.getByRole("region", { name: "What is wrong with the alerting" }));
  expect(problems.getAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent)).toEqual(["Nobody is notified", "The rule Broken cannot be evaluated"]);
  expect(problems.getByLabelText("What was said: The rule Broken cannot be evaluated").textContent).toBe("found duplicate series");
  await userEvent.click(problems.getByRole("button", { name: /Show where on an alert’s way: The rule/ }));
  expect(window.location.search).toBe("?station=rules");
  expect(within(way()).getByRole("button", { name: "Rules" }).getAttribute("aria-expanded")).toBe("true");
});

it("opens a station to more, with links to the matching pages, and closes it again", async () => {
  show(pipeline);
  await userEvent.click(screen.getByRole("button", { name: "Exporters" }));
  const more = screen.getByRole("region", { name: "Exporters" });
  expect(within(more).getByRole("link", { name: /Targets in Prometheus/ }).getAttribute("href")).toBe("https://prometheus.example.org/targets");
  await userEvent.click(screen.getByRole("button", { name: "Exporters" }));
  expect(screen.queryByRole("region", { name: "Exporters" })).toBeNull();
  expect(window.location.search).toBe("");
});

it("opens the station that the address names, and ignores what is none", () => {
  show(pipeline, "pending");
  expect(within(screen.getByRole("region", { name: "Pending" })).getByRole("link", { name: "Alerts that are pending now" }).getAttribute("href")).toBe("/clusters/pollux/alerts?filter=%40state%3Dpending");
  cleanup();
  show(pipeline, "constructor");
  expect(screen.queryByRole("button", { expanded: true })).toBeNull();
});

it("says that all is well where it is, and that it waits where nothing has come", () => {
  show(undefined);
  expect(screen.getByText("Waiting for the first figures")).toBeTruthy();
  cleanup();
  show({ ...pipeline, problems: [] });
  expect(screen.getByText("Alerts get through.")).toBeTruthy();
});

it("says why nothing came", () => {
  show({ code: "unreachable", message: "Prometheus of Pollux does not answer." });
  expect(screen.getByText("Prometheus of Pollux does not answer.")).toBeTruthy();
});
