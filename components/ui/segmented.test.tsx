// @vitest-environment happy-dom
import { useState } from "react";
import { act } from "@testing-library/react";
import { hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, expect, it } from "vitest";
import { Segmented } from "./segmented";

const segments = [
  { value: "6h", label: "6 h" },
  { value: "24h", label: "24 h" },
] as const;

function Range() {
  const [range, setRange] = useState<"6h" | "24h">("6h");
  return (
    <>
      <Segmented label="Time range" segments={segments} value={range} onChange={setRange} />
      <output>{range}</output>
    </>
  );
}

let root: Root | undefined;
afterEach(() => act(async () => root?.unmount()));

it("counts what was chosen before the page's scripts had come", async () => {
  const page = document.createElement("div");
  document.body.append(page);
  page.innerHTML = renderToString(<Range />);
  const early = page.querySelector<HTMLInputElement>('input[value="24h"]');
  if (early === null) throw new Error("no choice of 24 h");
  early.checked = true;
  await act(async () => {
    root = hydrateRoot(page, <Range />);
  });
  expect(page.querySelector("output")?.textContent).toBe("24h");
  expect(early.checked).toBe(true);
});
