// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import type { ObjectReport, Right } from "@/lib/model";
import { SecretValues } from "./secret-values";

const ref = { group: "", version: "v1", resource: "secrets", kind: "Secret", namespace: "p47", name: "login" };
const row = (key: string) => [{ text: key }, { text: "7 B" }, { text: "••••" }];
const report = { ref, resourceVersion: "1", facts: [{ title: "Keys", table: { columns: ["Key", "Size", "Value"], rows: [row("password"), row("tls.key")] } }] } as unknown as ObjectReport;
let asked: string[];
let allowed = true;
let answer: () => Response;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  asked = [];
  allowed = true;
  answer = () => Response.json({ value: "hunter2", encoding: "utf-8" });
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    if (url.endsWith("/rights")) return Response.json({ rights: (JSON.parse(init.body as string) as { rights: Right[] }).rights.map((right) => ({ ...right, allowed })) });
    asked.push(`${init.method ?? ""} ${url}`);
    return answer();
  });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function press(name: string) {
  const button = screen.getByRole("button", { name });
  await waitFor(() => expect(button.getAttribute("aria-disabled")).toBe("false"));
  act(() => button.click());
}

it("shows one value on demand, and hides it after a minute", async () => {
  render(<SecretValues cluster="pollux" report={report} />);
  expect(asked).toEqual([]);
  await press("Show the value of password");
  expect((await screen.findByRole("region", { name: "Value of password" })).textContent).toBe("hunter2");
  expect(asked).toEqual(["POST /api/clusters/pollux/secrets/p47/login/password"]);
  // What follows the drawing has to have begun before the clock goes on.
  await act(async () => undefined);
  act(() => void vi.advanceTimersByTime(58_000));
  expect(screen.queryByText("hunter2")).not.toBeNull();
  act(() => void vi.advanceTimersByTime(3_000));
  expect(screen.queryByText("hunter2")).toBeNull();
});

it("hides it at once when asked", async () => {
  render(<SecretValues cluster="pollux" report={report} />);
  await press("Show the value of tls.key");
  await screen.findByText("hunter2");
  await press("Hide the value of tls.key");
  expect(screen.queryByText("hunter2")).toBeNull();
});

it("asks for nothing without the right, and says which is missing", async () => {
  allowed = false;
  render(<SecretValues cluster="pollux" report={report} />);
  await screen.findByText("You lack the right “get secrets in p47”.");
  act(() => screen.getByRole("button", { name: "Show the value of password" }).click());
  expect(asked).toEqual([]);
});

it("says why Castor does not show it", async () => {
  answer = () => Response.json({ error: { code: "forbidden", message: "Castor shows no values of Secrets of Pollux." } }, { status: 403 });
  render(<SecretValues cluster="pollux" report={report} />);
  await press("Show the value of password");
  expect((await screen.findByRole("alert")).textContent).toBe("Castor shows no values of Secrets of Pollux.");
});
