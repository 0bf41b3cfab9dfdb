// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeLive } from "@/components/ui/fake-live";
import type { ApiResource, ObjectControl, ObjectReport, Right, Stage } from "@/lib/model";
import { ActionBar } from "./action-bar";

const deployments: ApiResource = {
  ...{ group: "apps", version: "v1", resource: "deployments", kind: "Deployment", singular: "deployment", namespaced: true },
  ...{ verbs: ["get", "list", "patch", "delete"], shortNames: ["deploy"], categories: [], subresources: ["scale", "status"] },
};
const ref = { group: "apps", version: "v1", resource: "deployments", kind: "Deployment", namespace: "p47-beamline", name: "web" };
const set = { group: "apps", version: "v1", resource: "replicasets", kind: "ReplicaSet", namespace: "p47-beamline", name: "web-1" };
const claim = { group: "", version: "v1", resource: "persistentvolumeclaims", kind: "PersistentVolumeClaim", namespace: "p47-beamline", name: "data" };
const report = (control: ObjectControl = { replicas: 2 }): ObjectReport => ({
  ...{ ref, uid: "uid-1", resourceVersion: "1", created: 0, labels: {}, annotations: {}, wellness: "well", sentence: "", findings: [], facts: [], conditions: [] },
  family: { ref, wellness: "well", status: "", self: true, children: [{ ref: set, wellness: "well", status: "", owned: true, children: [{ ref: claim, wellness: "well", status: "", children: [] }] }] },
  ...{ events: [], yaml: "", managedFields: "", pods: [], control, unread: [] },
});

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}
let asked: Asked[] = [];
/** What the cluster answers to changes. */
let answers: (asked: Asked) => Response | Promise<Response>;
let denied: (right: Right) => boolean;

beforeEach(() => {
  asked = [];
  denied = () => false;
  answers = () => Response.json({});
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const one = { method: init.method ?? "GET", url, body: JSON.parse((init.body as string | undefined) ?? "null") as unknown };
    if (url.endsWith("/rights")) return Response.json({ rights: (one.body as { rights: Right[] }).rights.map((right) => ({ ...right, allowed: !denied(right) })) });
    asked.push(one);
    return answers(one);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function show(stage: Stage = "staging", control?: ObjectControl) {
  const { Live, value } = fakeLive(1000);
  const cluster = { id: "pollux", title: "Pollux", accent: "violet" as const, stage };
  const view = (shown: ObjectReport) => (
    <Live>
      <ActionBar cluster={cluster} report={shown} />
    </Live>
  );
  const { rerender } = render(view(report(control)));
  await act(async () => undefined);
  act(() => value("kinds", "pollux", [deployments]));
  return { news: (next: ObjectControl) => rerender(view(report(next))) };
}
const button = (name: string) => screen.findByRole("button", { name });
/** Waits until the rights are known, then opens the dialog. */
async function open(name: string) {
  const found = await button(name);
  await waitFor(() => expect(found.getAttribute("aria-disabled")).not.toBe("true"));
  await userEvent.click(found);
  return screen.findByRole("dialog");
}
const confirm = (dialog: HTMLElement, name: string) => userEvent.click(within(dialog).getByRole("button", { name }));
const proxied = "/api/clusters/pollux/kubernetes/apis/apps/v1/namespaces/p47-beamline/deployments/web";

describe("rights before buttons", () => {
  it("does not offer what the person may not do, and says which right is missing", async () => {
    denied = ({ subresource }) => subresource === "scale";
    await show();
    const scale = await button("Scale");
    await waitFor(() => expect(scale.getAttribute("aria-describedby")).not.toBeNull());
    await waitFor(() => expect(document.getElementById(scale.getAttribute("aria-describedby") ?? "")?.textContent).toBe("You lack the right “patch deployments.apps/scale in p47-beamline”."));
    expect(scale.getAttribute("aria-disabled")).toBe("true");
    scale.focus();
    expect(document.activeElement).toBe(scale);
    await userEvent.click(scale);
    expect(screen.queryByRole("dialog")).toBeNull();
    await waitFor(async () => expect((await button("Restart")).getAttribute("aria-disabled")).not.toBe("true"));
  });

  it("offers nothing where the cluster does not tell the rights, and says so", async () => {
    vi.stubGlobal("fetch", async () => Response.json({ error: { code: "unreachable", message: "Kubernetes of Pollux cannot be reached." } }, { status: 502 }));
    await show();
    await screen.findAllByText("Whether you may do this is not known: Kubernetes of Pollux cannot be reached.");
    for (const one of screen.getAllByRole("button")) expect(one.getAttribute("aria-disabled")).toBe("true");
  });
});

describe("a dialog about a change", () => {
  it("names cluster, stage and object, asks Kubernetes first, does it once, and says what has happened", async () => {
    await show();
    const dialog = await open("Scale");
    expect(within(dialog).getByText("Pollux")).toBeTruthy();
    expect(within(dialog).getByText("Staging")).toBeTruthy();
    expect(within(dialog).getByRole("heading").textContent).toBe("Scale: Deployment web");
    const field = within(dialog).getByRole("spinbutton", { name: "Replicas" });
    expect(document.activeElement).toBe(field);
    await userEvent.clear(field);
    await userEvent.type(field, "5");
    expect(within(dialog).getByRole("region", { name: "Command for kubectl" }).textContent).toBe("kubectl --context pollux -n p47-beamline scale deployments.apps/web --replicas=5");
    const go = within(dialog).getByRole("button", { name: "Scale" });
    await userEvent.dblClick(go);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(asked.map(({ method, url, body }) => [method, url, body])).toEqual([
      ["PATCH", `${proxied}/scale?dryRun=All`, { spec: { replicas: 5 } }],
      ["PATCH", `${proxied}/scale`, { spec: { replicas: 5 } }],
    ]);
    expect(screen.getByRole("status").textContent).toBe("Deployment web is asked to run 5 replicas.");
  });

  it("says why Kubernetes refuses, changes nothing then, and lets the person try again", async () => {
    answers = () => Response.json({ kind: "Status", reason: "Forbidden", message: 'admission webhook "validation.gatekeeper.sh" denied the request: [max-replicas] at most 3' }, { status: 403 });
    await show();
    const dialog = await open("Scale");
    await userEvent.type(within(dialog).getByRole("spinbutton"), "0");
    await confirm(dialog, "Scale");
    const alert = await within(dialog).findByRole("alert");
    expect(alert.textContent).toContain("Nothing was changed. The cluster's admission check validation.gatekeeper.sh refuses this.");
    expect(alert.textContent).toContain("Policy max-replicas: at most 3.");
    expect(asked).toHaveLength(1);
    answers = () => Response.json({});
    await confirm(dialog, "Scale");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("asks on production to type the name for what is dangerous, and only for that", async () => {
    await show("production");
    const dialog = await open("Delete");
    expect(within(dialog).getByText("Production")).toBeTruthy();
    expect(within(dialog).getByText("ReplicaSet web-1")).toBeTruthy();
    // What its pods only use is not deleted, so it must not be said.
    expect(within(dialog).queryByText(/PersistentVolumeClaim/)).toBeNull();
    await confirm(dialog, "Delete");
    expect(asked).toHaveLength(0);
    const name = within(dialog).getByRole("textbox");
    await userEvent.type(name, "Web{Enter}");
    expect(asked).toHaveLength(0);
    await userEvent.clear(name);
    await userEvent.type(name, "web{Enter}");
    await waitFor(() => expect(asked.map(({ method }) => method)).toEqual(["DELETE"]));
    cleanup();
    await show("production");
    expect(within(await open("Restart")).queryByRole("textbox")).toBeNull();
    cleanup();
    await show("staging");
    expect(within(await open("Delete")).queryByRole("textbox")).toBeNull();
  });

  it("asks for the name, too, when scaling to nothing on production", async () => {
    await show("production");
    const dialog = await open("Scale");
    expect(within(dialog).queryByRole("textbox")).toBeNull();
    await userEvent.clear(within(dialog).getByRole("spinbutton"));
    await userEvent.type(within(dialog).getByRole("spinbutton"), "0");
    expect(within(dialog).getByRole("textbox")).toBeTruthy();
  });

  it("keeps its button where another action takes its place, so that the focus stays there", async () => {
    const { news } = await show();
    const dialog = await open("Pause");
    await confirm(dialog, "Pause");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const before = await button("Pause");
    act(() => news({ replicas: 2, paused: true }));
    expect(await button("Resume")).toBe(before);
  });

  it("stays open while the change is under way", async () => {
    let end: (response: Response) => void = () => undefined;
    answers = () => new Promise((resolve) => (end = resolve));
    await show();
    const dialog = await open("Restart");
    await confirm(dialog, "Restart");
    await within(dialog).findByText("Under way…");
    await userEvent.keyboard("{Escape}");
    await confirm(dialog, "Cancel");
    expect(screen.getByRole("dialog")).toBe(dialog);
    end(Response.json({}));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("tells what Kubernetes warns of", async () => {
    answers = () => Response.json({}, { headers: { warning: '299 - "spec.x is deprecated"' } });
    await show();
    await confirm(await open("Restart"), "Restart");
    await screen.findByText("Kubernetes warns: spec.x is deprecated");
  });
});

it("rolls back to a chosen revision, with what differs in sight", async () => {
  const revisions = [3, 2].map((number) => ({ number, current: number === 3, created: 0, images: [`web:${number}`], template: `image: web:${number}\n`, patch: { type: "application/json-patch+json", body: `[${number}]` } }));
  answers = ({ url }) => Response.json(url.includes("/revisions?") ? revisions : {});
  await show();
  const dialog = await open("Roll back");
  expect((await within(dialog).findByRole<HTMLInputElement>("radio", { name: /Revision 3/ })).disabled).toBe(true);
  await confirm(dialog, "Roll back");
  expect(asked.every(({ method }) => method === "GET")).toBe(true);
  await userEvent.click(within(dialog).getByRole("radio", { name: /Revision 2/ }));
  const difference = within(dialog).getByRole("region", { name: "What differs: revision 3 with revision 2" });
  expect(difference.textContent).toContain("removed: image: web:3");
  expect(difference.textContent).toContain("added: image: web:2");
  await confirm(dialog, "Roll back");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(asked.filter(({ method }) => method === "PATCH").map(({ url, body }) => [url, body])).toEqual([
    [`${proxied}?dryRun=All`, [2]],
    [proxied, [2]],
  ]);
});
