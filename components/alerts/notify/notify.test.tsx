// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { summary } from "@/components/alerts/triage/fixtures";
import { fakeLive } from "@/components/ui/fake-live";
import { AlertNotices } from "./alert-notices";
import { NotifySettings } from "./notify-settings";
import { chooseNotice } from "./notices";

const { push } = vi.hoisted(() => ({ push: vi.fn() }));
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }) }));

/** The browser's notifications, written down. */
const shown: { title: string; body?: string | undefined; onclick?: () => void; close: () => void }[] = [];
let permission: NotificationPermission;
/** How often the browser was asked for a sound. */
let sounds = 0;

class FakeNotification {
  static get permission() {
    return permission;
  }
  static requestPermission = vi.fn(async () => permission);
  onclick?: () => void;
  body: string | undefined;
  constructor(readonly title: string, { body }: NotificationOptions = {}) {
    this.body = body;
    shown.push(this);
  }
  close() {}
}

class FakeAudio {
  state = "running";
  currentTime = 0;
  destination = {};
  constructor() {
    sounds += 1;
  }
  createOscillator = () => ({ frequency: { value: 0 }, connect: (to: unknown) => to, start: () => undefined, stop: () => undefined });
  createGain = () => ({ gain: { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined }, connect: (to: unknown) => to });
  close = async () => undefined;
}

beforeEach(() => {
  permission = "granted";
  shown.length = sounds = 0;
  push.mockReset();
  localStorage.clear();
  vi.stubGlobal("Notification", FakeNotification);
  vi.stubGlobal("AudioContext", FakeAudio);
  vi.stubGlobal("focus", () => undefined);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

const now = 10_000_000;
const fresh = (id: string, severity = "critical", since = now) => ({ id, name: "KubeNodeNotReady", title: `${id} is not ready`, severity, since });

function page() {
  const live = fakeLive(now);
  render(
    <live.Live>
      <AlertNotices clusters={[{ id: "pollux", title: "Pollux" }]} />
    </live.Live>,
  );
  return { tell: (...alerts: readonly ReturnType<typeof fresh>[]) => act(async () => live.value("alerting", "pollux", summary(alerts.length, { fresh: alerts }))) };
}
/** Once the watcher has come, and has heard what there is already. */
async function watching(...alerts: readonly ReturnType<typeof fresh>[]) {
  const opened = page();
  await vi.waitFor(async () => {
    await opened.tell(...alerts);
    expect(localStorage.getItem("castor.alert-notices.seen") ?? "").toContain("pollux");
  });
  return opened;
}

it("does nothing at all until somebody switches it on", async () => {
  const { tell } = page();
  await tell(fresh("a"));
  await tell(fresh("b"), fresh("a"));
  expect(shown).toEqual([]);
  expect(localStorage.length).toBe(0);
});

it("tells of a new alert once, and leads there; what there was before is no news", async () => {
  chooseNotice("desktop", "critical", true);
  const { tell } = await watching(fresh("old"));
  await tell(fresh("new"), fresh("old"));
  await tell(fresh("new"), fresh("old"));
  expect(shown.map(({ title, body }) => [title, body])).toEqual([["new is not ready", "critical · KubeNodeNotReady · Pollux"]]);
  shown[0]?.onclick?.();
  expect(push).toHaveBeenCalledWith("/clusters/pollux/alerts/new");
  expect(sounds).toBe(0);
});

it("does not repeat itself after a reload, but tells what came in between, unless it is long over", async () => {
  chooseNotice("desktop", "critical", true);
  await watching(fresh("old"));
  cleanup();
  const { tell } = await watching(fresh("old"));
  await tell(fresh("between"), fresh("old"), fresh("last week", "critical", now - 7 * 86_400_000));
  expect(shown.map(({ title }) => title)).toEqual(["between is not ready"]);
});

it("heeds the severity, for the notification and the sound apart", async () => {
  chooseNotice("desktop", "critical", true);
  chooseNotice("sound", "warning", true);
  const { tell } = await watching();
  await tell(fresh("a", "info"));
  expect([shown.length, sounds]).toEqual([0, 0]);
  await tell(fresh("b", "warning"));
  expect([shown.length, sounds]).toEqual([0, 1]);
  await tell(fresh("c", "critical"));
  expect([shown.length, sounds]).toEqual([1, 1]);
});

it("tells of many at once in one notification that leads to all of them", async () => {
  chooseNotice("desktop", "critical", true);
  const { tell } = await watching();
  await tell(...["a", "b", "c", "d", "e"].map((id) => fresh(id)));
  expect(shown.map(({ title }) => title)).toEqual(["5 new alerts in Pollux"]);
  shown[0]?.onclick?.();
  expect(push).toHaveBeenCalledWith("/clusters/pollux/alerts");
});

it("lets one tab of the browser speak for all", async () => {
  const waiting: (() => Promise<void>)[] = [];
  vi.stubGlobal("navigator", { ...window.navigator, locks: { request: (_: string, __: unknown, lead: () => Promise<void>) => (waiting.push(lead) === 1 ? lead() : new Promise(() => undefined)) } });
  chooseNotice("desktop", "critical", true);
  const first = await watching();
  const second = page();
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  await second.tell(fresh("a"));
  expect(shown).toHaveLength(0);
  await first.tell(fresh("a"));
  expect(shown).toHaveLength(1);
});

const settings = async () => {
  render(<NotifySettings />);
  await userEvent.click(screen.getByRole("button", { name: "Tell me about new alerts" }));
};

it("is off by default, asks the browser first, and is kept in this browser", async () => {
  permission = "default";
  FakeNotification.requestPermission.mockImplementationOnce(async () => (permission = "granted"));
  await settings();
  const box = screen.getByRole("checkbox", { name: "Desktop notification for critical alerts" });
  expect(box).toHaveProperty("checked", false);
  await userEvent.click(box);
  await waitFor(() => expect(box).toHaveProperty("checked", true));
  expect(localStorage.getItem("castor.alert-notices")).toBe('{"desktop":["critical"],"sound":[]}');
  await userEvent.click(box);
  expect(localStorage.getItem("castor.alert-notices")).toBeNull();
});

it("explains what to do where the browser refuses", async () => {
  permission = "denied";
  await settings();
  await userEvent.click(screen.getByRole("checkbox", { name: "Desktop notification for critical alerts" }));
  expect(screen.getByRole("checkbox", { name: "Desktop notification for critical alerts" })).toHaveProperty("checked", false);
  expect(screen.getByText(/Allow them in its settings for this site/)).toBeTruthy();
});

it("lets one hear the sound before it matters", async () => {
  await settings();
  await userEvent.click(screen.getByRole("button", { name: "Try the sound" }));
  expect(sounds).toBe(1);
  await userEvent.click(screen.getByRole("checkbox", { name: "Sound for warning alerts" }));
  expect(sounds).toBe(2);
});

it("survives whatever else stands in the browser's memory", async () => {
  localStorage.setItem("castor.alert-notices", '{"desktop":"critical","sound":[1,"warning"]}');
  await settings();
  expect(screen.getByRole("checkbox", { name: "Desktop notification for critical alerts" })).toHaveProperty("checked", false);
  expect(screen.getByRole("checkbox", { name: "Sound for warning alerts" })).toHaveProperty("checked", true);
});
