// @vitest-environment happy-dom
import { fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answer, asked, begin, end, now, opened, origin, pass } from "./fake-frame";
import { patience } from "./use-opening";

beforeEach(begin);
afterEach(end);

describe("a tool that does not come", () => {
  it("is awaited calmly, then asked about, and shown all the same when it comes late", async () => {
    const { iframe, says } = await opened();
    expect(screen.getByRole("status").textContent).toContain("on its way");
    await pass(patience - 1);
    expect(asked).toEqual([]);
    await pass(1);
    expect(asked).toEqual(["/api/clusters/pollux/tools/grafana/opening"]);
    expect(screen.getByRole("heading", { name: "It takes longer than it should" })).toBeDefined();
    expect(iframe().inert).toBe(true);
    await says({ castor: "ready" });
    await says({ castor: "at", path: "/", title: "" });
    expect(screen.queryByRole("heading", { name: "It takes longer than it should" })).toBeNull();
    expect(iframe().inert).toBe(false);
  });

  it("is asked about as well when only the page around it has come", async () => {
    const { says } = await opened();
    await pass(patience - 1);
    await says({ castor: "ready" });
    await pass(patience - 1);
    expect(asked).toEqual([]);
    await pass(1);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ["down", "The tool does not answer"],
    ["certificate", "A certificate is not right"],
    ["name", "Its hostname is not set up"],
    ["forbidden", "This tool is not open to you"],
    ["refuses-framing", "It cannot be shown here"],
    ["unprotected", "It is not behind Castor's sign-in"],
  ] as const)("is told to be %s with what to do next", async (state, title) => {
    answer({ state, sentence: "This is the matter.", advice: "Do this." });
    await opened();
    await pass(patience);
    expect(screen.getByRole("status", { name: title }).textContent).toContain("This is the matter.Do this.");
    expect(screen.getByRole("button", { name: "Try again" })).toBeDefined();
  });

  it("says so when Castor itself does not answer", async () => {
    answer(() => {
      throw new TypeError("offline");
    });
    await opened();
    await pass(patience);
    expect(screen.getByText("Castor does not answer.")).toBeDefined();
  });

  it("is tried again with a new frame by the person, and by itself once its health says that it is back", async () => {
    answer({ state: "down", sentence: "Nothing listens there." });
    const { iframe, health } = await opened();
    const first = iframe();
    await pass(patience);
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    const second = iframe();
    expect(second).not.toBe(first);
    expect(screen.getByRole("status").textContent).toContain("on its way");
    await pass(patience);
    await health("down", now + 1);
    expect(iframe()).toBe(second);
    await health("up", now + 2);
    expect(iframe()).not.toBe(second);
  });

  it("shows the gateway's own refusal as it is, adds nothing, and loads again once the tool is back", async () => {
    const { says, iframe, health } = await opened();
    await says({ castor: "refused", reason: "unavailable" });
    const first = iframe();
    expect(first.inert).toBe(false);
    expect(screen.queryByRole("status")).toBeNull();
    await pass(patience * 2);
    expect(asked).toEqual([]);
    await health("up", now - 1_000);
    expect(iframe()).toBe(first);
    await health("up", now + 1_000);
    expect(iframe()).not.toBe(first);
  });

  it("does not load anew what was refused for another reason", async () => {
    const { says, iframe, health } = await opened();
    await says({ castor: "refused", reason: "read-only" });
    const first = iframe();
    await health("up", now + 1_000);
    expect(iframe()).toBe(first);
  });

  it("says that it led elsewhere, and leads back to where the person was", async () => {
    const { says, orders, iframe } = await opened();
    await says({ castor: "at", path: "/d/x", title: "" });
    await says({ castor: "left" });
    await pass(0);
    expect(screen.getByRole("heading", { name: "Grafana led elsewhere" })).toBeDefined();
    expect(iframe().inert).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Back to Grafana" }));
    expect(orders).toEqual([[{ castor: "go", path: "/d/x?theme=light" }, origin]]);
    await says({ castor: "at", path: "/d/x?theme=light", title: "" });
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("does not take the browser's own error page for another site", async () => {
    answer({ state: "name", sentence: "The hostname is not set up." });
    const opening = await opened();
    await opening.says({ castor: "left" });
    await pass(0);
    expect(screen.getByRole("heading", { name: "Its hostname is not set up" })).toBeDefined();
  });
});
