// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeLive } from "@/components/ui/fake-live";
import type { Matcher } from "@/lib/model/alerting/matcher";
import type { Silence, SilenceEntry, SilencePreview, SilenceProposal } from "@/lib/model/alerting/silence";
import { SilenceDialog, type SilenceStart } from "./silence-dialog";

const now = Date.UTC(2026, 10, 21, 12, 0, 30);
const hour = 3_600_000;
const equal = (name: string, value: string): Matcher => ({ name, value, isRegex: false, isEqual: true });
const covered = (id: string, more: object = {}) => ({ id, name: "KubePodCrashLooping", state: "firing" as const, labels: { alertname: "KubePodCrashLooping", pod: id }, ...more });
const preview = (more: Partial<SilencePreview> = {}): SilencePreview => ({ alerts: [covered("a")], rules: [], counts: { firing: 1, pending: 0, suppressed: 0, beyond: 0 }, similar: [], refusals: [], warnings: [], ...more });
const entry = (more: Partial<SilenceEntry> = {}): SilenceEntry => ({
  ...{ id: "old-1", state: "active", matchers: [equal("alertname", "A")], startsAt: now - hour, endsAt: now + hour + 17_000, updatedAt: now - hour, createdBy: "Ada", comment: "disk", sources: ["AM"] },
  ...{ impact: { firing: 1, pending: 0 }, covers: ["A"], mine: true, may: true },
  ...more,
});

interface Body {
  readonly id?: string;
  readonly matchers: readonly Matcher[];
  readonly endsAt: string;
  readonly comment: string;
  readonly selected: readonly string[];
}
let proposal: SilenceProposal;
let previews: (body: Body) => SilencePreview | Response;
let posted: Body[];
let post: (body: Body) => Response | Promise<Response>;
let asked: AbortSignal[];

beforeEach(() => {
  posted = [];
  asked = [];
  proposal = { silences: [{ matchers: [equal("alertname", "KubePodCrashLooping"), equal("pod", "a")], covers: ["a"] }], selected: ["a"], notes: [] };
  previews = () => preview();
  post = () => Response.json({ silenceID: "x", silenceIDs: ["x"] });
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const body = JSON.parse((init.body as string | undefined) ?? "null") as Body;
    if (url.endsWith("/propose")) return Response.json(proposal);
    if (url.endsWith("/preview")) {
      if (init.signal) asked.push(init.signal);
      const found = previews(body);
      return found instanceof Response ? found : Response.json(found);
    }
    if (url.startsWith("/api/triage/words")) return Response.json({ labels: [{ name: "namespace", values: [["p47-beamline", 3]] }] });
    if (url.endsWith("/silences")) {
      posted.push(body);
      return post(body);
    }
    return Response.json({ cluster: { id: "pollux", title: "Pollux", accent: "violet", stage: "production" } });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(start: SilenceStart = { kind: "selection", selection: { alerts: ["a"], groups: [], filter: "" } }) {
  const { Live } = fakeLive(now);
  const onClose = vi.fn();
  render(<SilenceDialog cluster="pollux" start={start} onClose={onClose} />, { wrapper: Live });
  const dialog = await screen.findByRole("dialog");
  const reason = within(dialog).getByRole<HTMLTextAreaElement>("textbox", { name: "Reason" });
  return { dialog, reason, onClose, submit: ready(dialog) };
}

/** The button, as soon as it would do something. */
const ready = (dialog: HTMLElement) => (name: string | RegExp) =>
  waitFor(() => {
    const button = within(dialog).getByRole("button", { name });
    expect(dialog.textContent).not.toContain("Checking what it would cover…");
    return button;
  });

describe("silencing a selection", () => {
  it("begins at the reason, says what it will do, and does it for two hours by the keyboard alone", async () => {
    const { dialog, reason, submit, onClose } = await open();
    expect(document.activeElement).toBe(reason);
    await within(dialog).findByText("Covers 1 alert now: 1 firing.");
    await submit("Silence 1 alert for 2 h");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(posted).toEqual([]);
    expect(dialog.textContent).toContain("Give a reason.");
    await userEvent.type(reason, "Disk is being changed{Control>}{Enter}{/Control}");
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(posted).toEqual([{ matchers: [equal("alertname", "KubePodCrashLooping"), equal("pod", "a")], endsAt: new Date(now + 2 * hour).toISOString(), comment: "Disk is being changed", selected: ["a"] }]);
  });

  it("shows several exact silences where it takes them, leaves one out, and goes on after a failure with what is left", async () => {
    proposal = { silences: [proposal.silences[0] ?? { matchers: [], covers: [] }, { matchers: [equal("pod", "b")], covers: ["b"] }, { matchers: [equal("pod", "c")], covers: ["c"] }], selected: ["a", "b", "c"], notes: ["Watchdog is left out."] };
    const { dialog, reason, submit } = await open();
    await within(dialog).findByText("It takes 3 silences to cover what you selected and nothing else.");
    expect(dialog.textContent).toContain("Watchdog is left out.");
    expect(within(dialog).getByRole("region", { name: "Silence 2 of 3" }).textContent).toContain('pod="b"Covers 1 alert, exactly those selected.');
    await userEvent.click(within(dialog).getByRole("button", { name: "Look at silence 3 of 3" }));
    await userEvent.click(within(within(dialog).getByRole("region", { name: "Silence 3 of 3" })).getByRole("button", { name: "Leave this one out" }));
    post = ({ matchers }) => (matchers[0]?.value === "b" ? Response.json({ error: { code: "unreachable", message: "Alertmanager of Pollux cannot be reached." } }, { status: 502 }) : Response.json({ silenceID: "x" }));
    await userEvent.type(reason, "x");
    await userEvent.click(await submit("Silence 2 alerts for 2 h"));
    await within(dialog).findByText("Alertmanager of Pollux cannot be reached.");
    await within(dialog).findByText("Made");
    post = () => Response.json({ silenceID: "y" });
    await userEvent.click(await submit("Silence 1 alert for 2 h"));
    await waitFor(() => expect(posted.map(({ matchers }) => matchers.at(-1)?.value)).toEqual(["a", "b", "b"]));
  });

  it("marks with a word what goes beyond the selection, as one types, and asks anew for the last words only", async () => {
    const { dialog } = await open();
    await within(dialog).findByText("Covers 1 alert now: 1 firing.");
    previews = ({ matchers }) => (matchers.length === 1 ? preview({ alerts: [covered("a"), covered("b", { beyond: true, state: "pending" })], counts: { firing: 1, pending: 1, suppressed: 0, beyond: 1 }, rules: [{ name: "X", certain: true }, { name: "Y", certain: false }], warnings: ["It covers too little."] }) : preview());
    await userEvent.click(within(dialog).getByRole("button", { name: "Remove pod" }));
    await within(dialog).findByText("1 beyond what you selected");
    const [first, second] = within(within(dialog).getByRole("list", { name: "Covered alerts" })).getAllByRole("listitem");
    expect(first?.textContent).toContain("pending beyond what you selected");
    expect(second?.textContent).not.toContain("beyond");
    expect(dialog.textContent).toContain("alerts of 1 rule would be covered for certain, alerts of 1 rule possibly");
    expect(dialog.textContent).toContain("It covers too little.");
    expect(within(dialog).getByRole("button", { name: "Silence 2 alerts for 2 h" })).toBeTruthy();
  });

  it("refuses with the reason beside the matchers, and sends nothing", async () => {
    previews = () => preview({ refusals: ["You may silence only what carries namespace=p47."] });
    const { dialog, reason } = await open();
    const why = await within(dialog).findByRole("alert", { name: "Why it may not be made" });
    expect(why.textContent).toBe("You may silence only what carries namespace=p47.");
    await userEvent.type(reason, "x{Control>}{Enter}{/Control}");
    expect(posted).toEqual([]);
  });

  it("says which regular expression does not compile", async () => {
    const { dialog } = await open();
    await within(dialog).findByText("Covers 1 alert now: 1 firing.");
    previews = () => Response.json({ error: { code: "invalid", message: "“(” is not a regular expression that Alertmanager takes." } }, { status: 400 });
    await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "Operator of pod" }), "=~");
    await within(dialog).findByText("“(” is not a regular expression that Alertmanager takes.", { selector: "li" });
  });

  it("offers a similar silence, longer instead of one more", async () => {
    const similar: Silence = { ...entry({ id: "s-9", comment: "the same", matchers: [equal("pod", "a")] }) };
    previews = () => preview({ similar: [similar] });
    const { dialog, onClose } = await open();
    await userEvent.click(await within(dialog).findByRole("button", { name: "Extend that one instead" }));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(posted[0]).toMatchObject({ id: "s-9", matchers: [equal("pod", "a")], comment: "the same", endsAt: new Date(now + 2 * hour).toISOString() });
  });

  it("lasts as long as is chosen, to an exact end", async () => {
    const { dialog, reason, submit } = await open();
    await userEvent.type(reason, "x");
    await userEvent.click(within(dialog).getByRole("radio", { name: "30 min" }));
    await submit("Silence 1 alert for 30 min");
    await userEvent.click(within(dialog).getByRole("radio", { name: "until…" }));
    fireEvent.change(within(dialog).getByLabelText("Until"), { target: { value: "2026-11-23T09:00" } });
    await userEvent.click(await submit(/^Silence 1 alert for about 2 d$/));
    await waitFor(() => expect(posted).toHaveLength(1));
    expect(posted[0]?.endsAt).toBe(new Date("2026-11-23T09:00").toISOString());
  });
});

describe("editing", () => {
  const value = 'a\\.b\\\\|"c"\nd|é🦊[\\d]+\\t ';
  it("keeps every character of a regular expression, and the end to the second", async () => {
    const matchers = [{ name: "pod", value, isRegex: true, isEqual: false }, equal("alertname", "A")];
    const { dialog, reason, submit } = await open({ kind: "edit", silence: entry({ matchers }) });
    expect(reason.value).toBe("disk");
    expect(within(dialog).getByRole("textbox", { name: "Value of pod" }).tagName).toBe("TEXTAREA");
    await userEvent.type(reason, "s");
    await userEvent.click(await submit(/^Save: silence 1 alert for about/));
    await waitFor(() => expect(posted).toHaveLength(1));
    expect(posted[0]).toMatchObject({ id: "old-1", matchers, comment: "disks", endsAt: new Date(now + hour + 17_000).toISOString() });
  });

  it("changes only the character that is typed", async () => {
    const { dialog, submit } = await open({ kind: "edit", silence: entry({ matchers: [{ name: "pod", value: "a\\.b\\\\", isRegex: true, isEqual: true }] }) });
    await userEvent.type(within(dialog).getByRole("combobox", { name: "Value of pod" }), "+");
    await userEvent.click(await submit(/^Save/));
    await waitFor(() => expect(posted[0]?.matchers[0]?.value).toBe("a\\.b\\\\+"));
  });

  it("recreates an expired one as a new one", async () => {
    const { submit } = await open({ kind: "recreate", silence: entry({ state: "expired", endsAt: now - hour }) });
    await userEvent.click(await submit("Silence 1 alert for 2 h"));
    await waitFor(() => expect(posted).toHaveLength(1));
    expect(posted[0]).not.toHaveProperty("id");
  });
});

it("is written from nothing, completed from what fires", async () => {
  const { dialog, reason, submit } = await open({ kind: "matchers", matchers: [] });
  await userEvent.type(reason, "x");
  expect(dialog.textContent).toContain("Each matcher needs the name of a label.");
  await userEvent.type(within(dialog).getByRole("combobox", { name: "Label of matcher 1" }), "namespace");
  const field = within(dialog).getByRole("combobox", { name: "Value of namespace" });
  expect(document.getElementById(field.getAttribute("list") ?? "")?.querySelector("option")?.value).toBe("p47-beamline");
  await userEvent.type(field, "p47-beamline");
  await userEvent.click(await submit("Silence 1 alert for 2 h"));
  await waitFor(() => expect(posted[0]?.matchers).toEqual([equal("namespace", "p47-beamline")]));
});
