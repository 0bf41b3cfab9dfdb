import { afterEach, describe, expect, it, vi } from "vitest";
import { createManualClock } from "@/lib/hub/manual-clock";
import { CastorError, type Person } from "@/lib/model";
import type { ClusterSettings } from "@/lib/settings";
import { ingress } from "@/lib/tools/kubernetes/found-tools/fixtures/chart-objects";
import { lookedThrough } from "@/lib/tools/kubernetes/found-tools/fixtures/looked-through";
import { createFoundTools, type FoundLoop } from "./found-tools";

const person = (groups: readonly string[], admin = false) => ({ id: "1", username: "x", groups, admin }) as unknown as Person;
const staff = person(["p47-beamline"]);
const visitor = person([]);

const annotated = (name: string, groups?: string) => ingress("p47", name, `${name}.example.org`, name, { annotations: { "castor-portal/title": name, ...(groups !== undefined && { "castor-portal/groups": groups }) } });

const open: FoundLoop[] = [];
afterEach(() => open.splice(0).forEach((loop) => loop.close()));

function loop({ found }: { readonly found?: object | undefined } = { found: { every: 60, namespaces: [] } }) {
  const clock = createManualClock();
  const state = { objects: [annotated("elog"), annotated("motion", "p47-beamline")], fails: undefined as Error | undefined, asked: 0, aborted: false };
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const settings = { id: "pollux", title: "Pollux", tools: {}, links: [], found } as unknown as ClusterSettings;
  const made = createFoundTools({
    ...{ settings, publicUrl: "https://castor.example.org", timers: clock, log },
    async read(signal) {
      state.asked += 1;
      signal.addEventListener("abort", () => (state.aborted = true));
      if (state.fails !== undefined) throw state.fails;
      return { ...lookedThrough({ ingresses: state.objects }), missing: [] };
    },
  });
  open.push(made);
  return { made, clock, state, log, titles: (who: Person) => made.tiles(who).map(({ title }) => title) };
}

describe("the loop", () => {
  it("asks nothing until somebody looks, and lets nobody wait", async () => {
    const { clock, state, titles } = loop();
    await clock.advance(600_000);
    expect(state.asked).toBe(0);
    expect(titles(staff)).toEqual([]);
    await clock.advance(0);
    expect(titles(staff)).toEqual(["elog", "motion"]);
    expect(state.asked).toBe(1);
  });

  it("looks again at its interval however many ask, and stops some minutes after the last of them", async () => {
    const { clock, state, titles } = loop();
    for (let index = 0; index < 20; index += 1) titles(staff);
    await clock.advance(120_000);
    expect(state.asked).toBe(3);
    titles(visitor);
    await clock.advance(3_600_000);
    expect(state.asked).toBe(8);
    expect(clock.scheduled).toBe(0);
    titles(visitor);
    await clock.advance(0);
    expect(state.asked).toBe(9);
  });

  it("shows each person what their groups let them see", async () => {
    const { clock, titles } = loop();
    titles(staff);
    await clock.advance(0);
    expect(titles(visitor)).toEqual(["elog"]);
    expect(titles(person([], true))).toEqual(["elog", "motion"]);
  });

  it("keeps what it knew when the cluster falls silent, says why and since when, and logs it once", async () => {
    const { made, clock, state, log, titles } = loop();
    titles(staff);
    await clock.advance(0);
    const { at } = made.report();
    state.fails = new CastorError("unreachable", "The Kubernetes API of Pollux cannot be reached.");
    await clock.advance(120_000);
    expect(titles(staff)).toEqual(["elog", "motion"]);
    expect(made.report()).toMatchObject({ at, problem: { code: "unreachable", message: "The Kubernetes API of Pollux cannot be reached." } });
    expect(log.warn).toHaveBeenCalledTimes(1);
    state.fails = undefined;
    state.objects = [annotated("elog")];
    await clock.advance(60_000);
    expect(titles(staff)).toEqual(["elog"]);
    expect(made.report()).not.toHaveProperty("problem");
  });

  it("looks for nothing where the settings do not say so", async () => {
    const { made, clock, state, titles } = loop({});
    expect(titles(staff)).toEqual([]);
    expect(made.report()).toMatchObject({ enabled: false, entries: [], mistakes: [] });
    await clock.advance(600_000);
    expect(state.asked).toBe(0);
  });

  it("ends with Castor, in the middle of a look too", async () => {
    const { made, clock, state, titles } = loop();
    titles(staff);
    made.close();
    await clock.advance(600_000);
    titles(staff);
    await clock.advance(600_000);
    expect(state).toMatchObject({ asked: 1, aborted: true });
    expect(clock.scheduled).toBe(0);
  });
});
