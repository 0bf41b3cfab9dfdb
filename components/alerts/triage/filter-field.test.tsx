// @vitest-environment happy-dom
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { FilterField } from "./filter-field";

const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return Response.json({ labels: [{ name: "severity", values: [["warning", 7], ["critical", 2]] }, { name: "namespace", values: [["p47-beamline", 5]] }] });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Field() {
  const [text, setText] = useState("");
  return <FilterField value={text} clusters={["pollux"]} mistakes={[]} onChange={setText} />;
}

function show() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Field />
    </QueryClientProvider>,
  );
  return screen.getByRole<HTMLInputElement>("combobox", { name: "Filter alerts" });
}

it("asks what there is to choose from only when somebody goes there", async () => {
  const field = show();
  expect(asked).toEqual([]);
  await userEvent.click(field);
  expect(asked).toEqual(["/api/triage/words?cluster=pollux"]);
  expect((await screen.findAllByRole("option"))[0]?.textContent).toBe("severity2 values");
});

it("is completed from the keyboard, term by term, and names the offer one is on", async () => {
  const field = show();
  await userEvent.click(field);
  await screen.findByRole("option", { name: /severity/ });
  await userEvent.type(field, "sev");
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(field.value).toBe("severity=");
  await waitFor(() => expect(field.selectionStart).toBe(9));
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  expect(document.getElementById(field.getAttribute("aria-activedescendant") ?? "")?.textContent).toBe("critical2 alerts");
  await userEvent.keyboard("{Enter}");
  expect(field.value).toBe("severity=critical ");
  expect(field.getAttribute("aria-expanded")).toBe("true");
  await userEvent.keyboard("{Escape}");
  expect(field.getAttribute("aria-expanded")).toBe("false");
  expect(document.activeElement).toBe(field);
});

it("leaves what was typed alone where nobody chose an offer", async () => {
  const field = show();
  await userEvent.type(field, "crit");
  await userEvent.keyboard("{Enter}");
  expect(field.value).toBe("crit");
  expect(field.getAttribute("aria-expanded")).toBe("false");
});

it("takes an offer by the mouse without losing the field, and can be cleared", async () => {
  const field = show();
  await userEvent.type(field, "sev");
  await userEvent.click((await screen.findAllByRole("option"))[0] as HTMLElement);
  expect(field.value).toBe("severity=");
  expect(document.activeElement).toBe(field);
  await userEvent.click(screen.getByRole("button", { name: "Clear the filter" }));
  expect(field.value).toBe("");
});
