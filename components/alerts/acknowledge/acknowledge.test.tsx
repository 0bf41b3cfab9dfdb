// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AcknowledgeButton } from "./acknowledge-button";
import { AcknowledgeDialog } from "./acknowledge-dialog";

const asked: { readonly path: string; readonly method: string; readonly body: unknown }[] = [];
let refuse: (path: string) => string | undefined = () => undefined;

beforeEach(() => {
  asked.length = 0;
  refuse = () => undefined;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ path, method: init.method ?? "GET", body: typeof init.body === "string" ? JSON.parse(init.body) : undefined });
    const reason = refuse(path);
    return reason === undefined ? Response.json({}) : Response.json({ error: { code: "forbidden", message: reason } }, { status: 403 });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const alert = { id: "a1", name: "KubePodCrashLooping" };
const write = (note: string) => fireEvent.change(screen.getByRole("textbox", { name: "What do you do about it?" }), { target: { value: note } });
const send = () => fireEvent.submit(screen.getByRole("textbox").closest("form") as HTMLFormElement);

describe("acknowledging", () => {
  it("asks for a note, sends it, and tells the page", async () => {
    const onDone = vi.fn();
    render(<AcknowledgeButton cluster="pollux" alert={alert} acknowledgement={undefined} may reason={undefined} onDone={onDone} />);
    fireEvent.click(screen.getByRole("button", { name: "Acknowledge" }));
    expect(screen.getByRole("dialog", { name: "Acknowledge KubePodCrashLooping" })).toBeDefined();
    write("   ");
    send();
    expect(asked).toEqual([]);
    write(" I look ");
    send();
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(asked).toEqual([{ path: "/api/clusters/pollux/alerts/a1/acknowledgement", method: "PUT", body: { note: "I look" } }]);
  });

  it("shows who has it, takes it over or gives it back, and shows why that did not go", async () => {
    refuse = () => "You may not.";
    const acknowledgement = { by: { id: "i#bob", name: "Bob", username: "bob" }, note: "mine" };
    render(<AcknowledgeButton cluster="pollux" alert={alert} acknowledgement={acknowledgement} may reason={undefined} />);
    expect(screen.getByText("Bob has it")).toBeDefined();
    expect(screen.getByRole("button", { name: "Take over" })).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Give back" }));
    expect((await screen.findByRole("alert")).textContent).toBe("You may not.");
    expect(asked[0]?.method).toBe("DELETE");
  });

  it("is not offered to who may not, with the reason", () => {
    render(<AcknowledgeButton cluster="pollux" alert={alert} acknowledgement={undefined} may={false} reason="Only p47." />);
    const button = screen.getByRole<HTMLButtonElement>("button", { name: "Acknowledge" });
    expect([button.disabled, button.title]).toEqual([true, "Only p47."]);
  });

  it("goes on past alerts that are refused, and keeps those with the reason", async () => {
    refuse = (path) => (path.includes("a2") ? "Only what carries namespace=p47." : undefined);
    const onClose = vi.fn();
    render(<AcknowledgeDialog cluster="pollux" alerts={[alert, { id: "a2", name: "Other" }, { id: "a3", name: "Third" }]} onClose={onClose} />);
    write("all mine");
    send();
    const problem = await screen.findByRole("alert");
    expect(problem.textContent).toContain("2 alerts are yours");
    expect(problem.textContent).toContain("Only what carries namespace=p47.");
    expect(screen.getByRole("heading", { name: "Acknowledge Other" })).toBeDefined();
    expect(asked).toHaveLength(3);
    expect(onClose).not.toHaveBeenCalled();
  });
});
