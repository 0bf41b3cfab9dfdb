import { expect, it } from "vitest";
import { localTime } from "./exact-time";
import { shortNames, streamNames } from "./names";
import { containersOf, firstChoice, readChoice, targetsOf, writeChoice } from "./choice";
import type { LogPod } from "@/lib/model/object-report";

it("tells pods apart by their ends", () => {
  expect(shortNames(["blueapi-7d9f8c-abcde", "blueapi-7d9f8c-fghij"])).toEqual(["abcde", "fghij"]);
  expect(shortNames(["ioc-0", "ioc-1"])).toEqual(["0", "1"]);
  expect(shortNames(["ioc", "ioc-1"])).toEqual(["ioc", "ioc-1"]);
  expect(shortNames(["one"])).toEqual(["one"]);
  expect(streamNames([{ pod: "a-1", container: "x" }, { pod: "a-2", container: "x" }])).toEqual(["1", "2"]);
  expect(streamNames([{ pod: "a-1", container: "x" }, { pod: "a-1", container: "y" }])).toEqual(["x", "y"]);
  expect(streamNames([{ pod: "a-1", container: "x" }, { pod: "a-2", container: "y" }])).toEqual(["1", "2"]);
  expect(streamNames([{ pod: "a-1", container: "x" }, { pod: "a-2", container: "x" }, { pod: "a-2", container: "y" }])).toEqual(["1/x", "2/x", "2/y"]);
});

it("tells the day only of lines that are not of today", () => {
  const local = new Date(2026, 10, 21, 9, 5, 7, 42);
  const time = `${local.toISOString().slice(0, 23)}123456Z`;
  expect(localTime(time, local.getTime() + 1_000)).toBe("09:05:07.042");
  expect(localTime(time, local.getTime() + 86_400_000)).toBe("11-21 09:05:07.042");
  expect(localTime("", 0)).toBe("");
});

const pod = (name: string, ...containers: readonly LogPod["containers"][number][]): LogPod => ({ namespace: "p47", name, containers });
const container = (name: string, type: LogPod["containers"][number]["type"] = "container") => ({ name, type, restarts: 0, running: true });
const pods = [pod("a", container("app"), container("mesh", "sidecar")), pod("b", container("web"), container("mesh", "sidecar"))];

it("reads each pod's first container unless others are chosen", () => {
  expect(targetsOf(pods, [])).toEqual([{ pod: "a", container: "app" }, { pod: "b", container: "web" }]);
  expect(targetsOf(pods, ["mesh", "web"])).toEqual([{ pod: "a", container: "mesh" }, { pod: "b", container: "web" }, { pod: "b", container: "mesh" }]);
  expect(targetsOf([pod("c")], [])).toEqual([{ pod: "c" }]);
  expect(targetsOf([pod("c")], ["x"])).toEqual([{ pod: "c", container: "x" }]);
  expect(containersOf(pods).map(({ name }) => name)).toEqual(["app", "web", "mesh"]);
  const prepared = pod("d", container("mount", "init"), container("app"));
  expect(targetsOf([prepared], [])).toEqual([{ pod: "d", container: "app" }]);
  expect(containersOf([prepared]).map(({ name }) => name)).toEqual(["app", "mount"]);
});

it("keeps the choice in the address, and leaves alone what else stands there", () => {
  const query = new URLSearchParams("tab=logs&pod=a&container=old");
  const choice = { ...firstChoice, containers: ["app"], since: "15m", follow: false, search: "a&b", pattern: true, level: 4 as const, times: false };
  writeChoice(choice, query);
  expect(query.toString()).toBe("tab=logs&pod=a&container=app&follow=false&since=15m&search=a%26b&pattern=true&level=4&times=false");
  expect(readChoice(query)).toEqual(choice);
  writeChoice(firstChoice, query);
  expect(query.toString()).toBe("tab=logs&pod=a");
});

it("reads no nonsense from the address", () => {
  expect(readChoice(new URLSearchParams("container=../x&since=forever&tail=-5&level=9&follow=maybe"))).toEqual(firstChoice);
});
