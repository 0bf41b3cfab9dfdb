// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ApiResource, ObjectRef, Right, Stage } from "@/lib/model";
import { BulkActions } from "./bulk-actions";

const pods: ApiResource = { group: "", version: "v1", resource: "pods", kind: "Pod", singular: "pod", namespaced: true, verbs: ["delete"], shortNames: [], categories: [], subresources: [] };
const ref = (namespace: string, name: string): ObjectRef => ({ group: "", version: "v1", resource: "pods", kind: "Pod", namespace, name });
const refs = [ref("p47", "a"), ref("p47", "b"), ref("p45", "c")];
let deleted: string[];
let denied: string | undefined;
let answer: (path: string) => Response | Promise<Response>;

beforeEach(() => {
  deleted = [];
  denied = undefined;
  answer = () => Response.json({});
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    if (url.endsWith("/rights")) return Response.json({ rights: (JSON.parse(init.body as string) as { rights: Right[] }).rights.map((right) => ({ ...right, allowed: right.namespace !== denied })) });
    deleted.push(`${init.method ?? ""} ${url.replace("/api/clusters/pollux/kubernetes/api/v1/namespaces/", "")}`);
    return answer(url);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(stage: Stage = "staging") {
  render(<BulkActions cluster={{ id: "pollux", title: "Pollux", accent: "violet", stage }} resource={pods} refs={refs} />);
  const button = screen.getByRole("button", { name: "Delete" });
  await waitFor(() => expect(button.getAttribute("aria-disabled")).not.toBe("true"));
  await userEvent.click(button);
  return screen.findByRole("dialog");
}

it("names all of them, deletes one after the other, and tells which were refused", async () => {
  answer = (url) => (url.endsWith("/b") ? Response.json({ kind: "Status", reason: "NotFound", message: "gone" }, { status: 404 }) : Response.json({}));
  const dialog = await open();
  expect(within(within(dialog).getByRole("list", { name: "Selected" })).getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["p47/a", "p47/b", "p45/c"]);
  expect(within(dialog).getByRole("region").textContent).toBe("kubectl --context pollux -n p47 delete pods/a pods/b\nkubectl --context pollux -n p45 delete pods/c");
  await userEvent.click(within(dialog).getByRole("button", { name: "Delete" }));
  await within(dialog).findByText("2 of 3 done, 1 refused.");
  expect(deleted).toEqual(["DELETE p47/pods/a", "DELETE p47/pods/b", "DELETE p45/pods/c"]);
  expect(within(dialog).getByRole("list", { name: "Refused" }).textContent).toContain("p47/b: It is not there (any more).");
  await userEvent.click(within(dialog).getByRole("button", { name: "Close" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("asks on production to type how many of what", async () => {
  const dialog = await open("production");
  await userEvent.click(within(dialog).getByRole("button", { name: "Delete" }));
  expect(deleted).toEqual([]);
  await userEvent.type(within(dialog).getByRole("textbox"), "3 pods{Enter}");
  await within(dialog).findByText("3 of 3 done.");
});

it("can be stopped in between", async () => {
  const ends: ((response: Response) => void)[] = [];
  answer = () => new Promise((resolve) => ends.push(resolve));
  const dialog = await open();
  await userEvent.click(within(dialog).getByRole("button", { name: "Delete" }));
  await userEvent.click(await within(dialog).findByRole("button", { name: "Stop" }));
  ends[0]?.(Response.json({}));
  await within(dialog).findByText("Stopped: 1 of 3 done.");
  expect(deleted).toHaveLength(1);
});

it("is not offered where one namespace does not allow it, and says which", async () => {
  denied = "p45";
  render(<BulkActions cluster={{ id: "pollux", title: "Pollux", accent: "violet", stage: "staging" }} resource={pods} refs={refs} />);
  await screen.findByText("You lack the right “delete pods in p45”.");
  expect(screen.getByRole("button", { name: "Delete" }).getAttribute("aria-disabled")).toBe("true");
});
