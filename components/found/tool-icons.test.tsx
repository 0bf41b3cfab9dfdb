// @vitest-environment happy-dom
import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { ToolIcon } from "@/components/clusters/tool-icon";
import { isToolIcon, toolIcons } from "@/lib/model";

it.each(toolIcons)("Castor draws the icon %s that an annotation may name", (icon) => {
  expect(render(<ToolIcon icon={icon} />).container.querySelector("use")?.getAttribute("href")).toBe(`#tool-${icon}`);
});

it("draws a link for every other", () => {
  expect([isToolIcon("constructor"), isToolIcon("https://evil.example.org/x.png"), isToolIcon("")]).toEqual([false, false, false]);
});
