// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ObjectReport, Right, Stage } from "@/lib/model";
import { YamlEditor } from "./yaml-editor";

// CodeMirror measures what only a browser draws: a plain field stands for it.
vi.mock("./yaml/code-editor", () => ({
  CodeEditor: ({ label, initial, onChange }: { label: string; initial: string; onChange: (text: string) => void }) => <textarea aria-label={label} defaultValue={initial} onChange={({ target }) => onChange(target.value)} />,
}));

interface Live {
  metadata: { name: string; namespace: string; resourceVersion: string; labels: Record<string, string>; managedFields: unknown[] };
  spec: { replicas: number; paused?: boolean };
  [more: string]: unknown;
}
const managed = (manager: string, fieldsV1: object) => ({ manager, operation: "Update", fieldsType: "FieldsV1", fieldsV1 });
let live: Live;
let patches: { url: URL; type: string; body: Record<string, unknown> }[];
/** What the cluster answers to a patch; undefined does it. */
let refuse: (url: URL, body: Record<string, unknown>) => Response | undefined;
const closed = vi.fn();

beforeEach(() => {
  live = {
    ...{ apiVersion: "apps/v1", kind: "Deployment" },
    metadata: { name: "web", namespace: "p47-beamline", resourceVersion: "7", labels: { app: "web", tier: "a" }, managedFields: [managed("helm", { "f:metadata": { "f:labels": { "f:app": {}, "f:tier": {} } }, "f:spec": { "f:replicas": {} } })] },
    spec: { replicas: 2 },
    status: { replicas: 2 },
  };
  patches = [];
  refuse = () => undefined;
  closed.mockReset();
  vi.stubGlobal("fetch", async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, "http://castor");
    if (url.pathname.endsWith("/rights")) return Response.json({ rights: (JSON.parse(init.body as string) as { rights: Right[] }).rights.map((right) => ({ ...right, allowed: true })) });
    if (init.method !== "PATCH") return Response.json(live);
    const body = JSON.parse(init.body as string) as Record<string, unknown>;
    const type = new Headers(init.headers).get("content-type") ?? "";
    patches.push({ url, type, body });
    const refusal = refuse(url, body);
    if (refusal !== undefined) return refusal;
    const spec = (body["spec"] ?? {}) as Partial<Live["spec"]>;
    const result = { ...live, spec: { ...live.spec, ...spec } };
    if (url.searchParams.get("dryRun") === null && type.includes("apply")) live = { ...result, metadata: { ...live.metadata, resourceVersion: "8" } };
    return Response.json(result);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function show(stage: Stage = "staging", more: Partial<ObjectReport["ref"]> = {}) {
  const ref = { group: "apps", version: "v1", resource: "deployments", kind: "Deployment", namespace: "p47-beamline", name: "web", ...more };
  const report = { ref, uid: "u", control: {} } as unknown as ObjectReport;
  render(<YamlEditor cluster={{ id: "pollux", title: "Pollux", accent: "violet", stage }} report={report} onClose={closed} />);
}
const field = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: /YAML/ });
async function change(from: string | RegExp, to: string) {
  const found = await field();
  const text = found.value.replace(from, to);
  await userEvent.clear(found);
  await userEvent.click(found);
  await userEvent.paste(text);
}
async function check() {
  const button = await screen.findByRole("button", { name: "Check and show the difference" });
  await waitFor(() => expect(button.getAttribute("aria-disabled")).toBe("false"));
  await userEvent.click(button);
}
const applied = () => patches.filter(({ url }) => url.searchParams.get("dryRun") === null);

describe("editing an object as YAML", () => {
  it("asks Kubernetes first, shows the difference, and applies only what was changed", async () => {
    await show();
    expect((await field()).value).not.toMatch(/managedFields|resourceVersion|status/);
    await change("replicas: 2", "replicas: 5");
    await check();
    const difference = await screen.findByRole("region", { name: /What differs/ });
    expect(difference.textContent).toContain("removed:   replicas: 2");
    expect(difference.textContent).toContain("added:   replicas: 5");
    expect(applied()).toEqual([]);
    expect(screen.getByRole("region", { name: "Command for kubectl" }).textContent).toMatch(/^kubectl --context pollux -n p47-beamline apply --server-side --field-manager=castor -f - <<'EOF'\n/);
    await userEvent.click(screen.getByRole("button", { name: "Apply to Pollux" }));
    await screen.findByText("Applied.");
    expect(applied()).toHaveLength(1);
    expect(applied()[0]).toMatchObject({ type: "application/apply-patch+yaml", body: { spec: { replicas: 5 }, metadata: { name: "web", namespace: "p47-beamline", resourceVersion: "7" } } });
    expect(applied()[0]?.body["metadata"]).not.toHaveProperty("labels");
    expect(applied()[0]?.url.search).toBe("?fieldManager=castor&fieldValidation=Strict");
  });

  it("takes what kubectl prints, without the status and what the cluster keeps", async () => {
    await show();
    await change(/[^]*/, JSON.stringify({ ...live, metadata: { ...live.metadata, uid: "u", generation: 4 }, spec: { replicas: 5 } }));
    await check();
    await userEvent.click(await screen.findByRole("button", { name: "Apply to Pollux" }));
    await screen.findByText("Applied.");
    expect(applied()[0]?.body).toEqual({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "p47-beamline", resourceVersion: "7" }, spec: { replicas: 5 } });
  });

  it("asks on production for the name before applying", async () => {
    await show("production");
    await change("replicas: 2", "replicas: 5");
    await check();
    const apply = await screen.findByRole("button", { name: "Apply to Pollux" });
    await userEvent.click(apply);
    expect(applied()).toEqual([]);
    await userEvent.type(screen.getByRole("textbox", { name: /Type web to go on/ }), "web{Enter}");
    await screen.findByText("Applied.");
  });

  it("tells a mistake with its line, and asks nothing then", async () => {
    await show();
    await change("replicas: 2", "replicas: [2");
    await check();
    expect((await screen.findByRole("alert")).textContent).toMatch(/^Line \d+:/);
    await change(/name: web/, "name: other");
    expect(patches).toEqual([]);
  });

  it("tells why Kubernetes refuses", async () => {
    refuse = () => Response.json({ kind: "Status", reason: "Invalid", message: "no", details: { causes: [{ reason: "FieldValueInvalid", field: "spec.replicas", message: "must be greater" }] } }, { status: 422 });
    await show();
    await change("replicas: 2", "replicas: -1");
    await check();
    expect((await screen.findByRole("alert")).textContent).toContain("spec.replicas: must be greater.");
  });

  it("notices that somebody changed it meanwhile, shows what, and puts the changes onto it", async () => {
    await show();
    await change("replicas: 2", "replicas: 5");
    live = { ...live, metadata: { ...live.metadata, resourceVersion: "8", labels: { app: "web", tier: "b" } } };
    await check();
    const stale = await screen.findByRole("region", { name: "Changed meanwhile" });
    expect(within(stale).getByRole("region").textContent).toContain("added:     tier: b");
    expect(patches).toEqual([]);
    await userEvent.click(within(stale).getByRole("button", { name: "Put my changes onto it" }));
    await waitFor(async () => expect((await field()).value).toMatch(/tier: b[^]*replicas: 5/));
    await check();
    await screen.findByRole("button", { name: "Apply to Pollux" });
  });

  it("begins again where only its status changed between reading and applying", async () => {
    let first = true;
    refuse = () => {
      if (!first) return undefined;
      first = false;
      live = { ...live, metadata: { ...live.metadata, resourceVersion: "9" }, status: { replicas: 1 } };
      return Response.json({ kind: "Status", reason: "Conflict", message: "the object has been modified" }, { status: 409 });
    };
    await show();
    await change("replicas: 2", "replicas: 5");
    await check();
    await screen.findByRole("button", { name: "Apply to Pollux" });
    expect(patches.map(({ body }) => (body["metadata"] as Live["metadata"]).resourceVersion)).toEqual(["7", "9"]);
  });
});

describe("fields of others", () => {
  const conflict = { kind: "Status", reason: "Conflict", message: "Apply failed with 1 conflict", details: { causes: [{ reason: "FieldManagerConflict", message: 'conflict with "helm" using apps/v1', field: ".spec.replicas" }] } };
  beforeEach(() => {
    refuse = (url, body) => (url.searchParams.get("force") === null && (body["spec"] as Partial<Live["spec"]> | undefined)?.replicas !== undefined ? Response.json(conflict, { status: 409 }) : undefined);
  });

  it("are told one by one, and taken over only where the person says so", async () => {
    await show();
    await change("replicas: 2", "replicas: 5\n  paused: true");
    await check();
    const conflicts = await screen.findByRole("region", { name: "Conflicts" });
    expect(conflicts.textContent).toContain("spec › replicas");
    expect(conflicts.textContent).toContain("Set by Helm to 2; yours is 5.");
    await userEvent.click(within(conflicts).getByRole("radio", { name: "Take over" }));
    await userEvent.click(within(conflicts).getByRole("button", { name: "Check again" }));
    await userEvent.click(await screen.findByRole("button", { name: "Apply to Pollux" }));
    await screen.findByText("Applied.");
    expect(applied()[0]?.url.searchParams.get("force")).toBe("true");
    expect(applied()[0]?.body["spec"]).toEqual({ replicas: 5, paused: true });
  });

  it("stay theirs unless the person decides otherwise", async () => {
    await show();
    await change("replicas: 2", "replicas: 5\n  paused: true");
    await check();
    await userEvent.click(await screen.findByRole("button", { name: "Check again" }));
    await userEvent.click(await screen.findByRole("button", { name: "Apply to Pollux" }));
    await screen.findByText("Applied.");
    expect(applied()[0]?.url.searchParams.get("force")).toBeNull();
    expect(applied()[0]?.body["spec"]).toEqual({ paused: true });
  });

  it("that were removed stay, which is said, and go by a patch on demand", async () => {
    await show();
    await change(/ {4}tier: a\n/, "");
    await check();
    expect(await screen.findByText("metadata › labels › tier")).toBeTruthy();
    const apply = screen.getByRole("button", { name: "Apply to Pollux" });
    await userEvent.click(apply);
    expect(applied()).toEqual([]);
    await userEvent.click(screen.getByRole("checkbox", { name: /Remove it as well/ }));
    await userEvent.click(apply);
    await screen.findByText("Applied.");
    expect(applied().at(-1)).toMatchObject({ type: "application/json-patch+json" });
    expect(applied().at(-1)?.body).toEqual([
      { op: "test", path: "/metadata/resourceVersion", value: "8" },
      { op: "remove", path: "/metadata/labels/tier" },
    ]);
  });
});

it("does not edit Secrets, says why, and offers kubectl", async () => {
  await show("staging", { group: "", resource: "secrets", kind: "Secret", name: "token" });
  expect(screen.getByText(/A Secret cannot be edited here/)).toBeTruthy();
  expect(screen.getByRole("region").textContent).toBe("kubectl --context pollux -n p47-beamline edit secrets/token");
});
