// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import type { FamilyMember } from "@/lib/model";
import { familyRows } from "./family-rows";
import { FamilyTree } from "./family-tree";
import { family, podRef, setRef } from "./fixtures";

afterEach(cleanup);

const items = () => screen.getAllByRole("treeitem");
const focused = () => document.activeElement?.textContent ?? "";

it("is a tree whose lines lead to their objects, the page's own marked", () => {
  render(<FamilyTree cluster="pollux" family={family} />);
  expect(items().map((item) => `${item.getAttribute("aria-level") ?? ""} ${item.textContent ?? ""}`)).toEqual(["1 Deploymentblueapi1/2 ready", "2 ReplicaSetblueapi-11/2 ready", "3 Podblueapi-1-a1/1 ready", "3 Podblueapi-1-bCrashLoopBackOff · 3 more not drawn"]);
  expect(items()[0]?.getAttribute("aria-current")).toBe("page");
  expect(items()[3]?.getAttribute("href")).toBe("/clusters/pollux/objects/core/v1/pods/p47-beamline/blueapi-1-b");
});

it("is walked by arrow keys, one stop of the tab key", async () => {
  render(<FamilyTree cluster="pollux" family={family} />);
  await userEvent.tab();
  expect(focused()).toContain("Deployment");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  expect(focused()).toContain("blueapi-1-a");
  await userEvent.keyboard("{ArrowLeft}");
  expect(focused()).toContain("ReplicaSet");
  await userEvent.keyboard("{ArrowLeft}");
  expect(items()).toHaveLength(2);
  expect(items()[1]?.getAttribute("aria-expanded")).toBe("false");
  await userEvent.keyboard("{ArrowRight}{End}");
  expect(focused()).toContain("blueapi-1-b");
  await userEvent.keyboard("{Home}");
  expect(focused()).toContain("Deployment");
  expect(items().filter((item) => item.tabIndex === 0)).toHaveLength(1);
});

it("keeps large branches closed, unless they lead to the page's object", () => {
  const many = (self: boolean): FamilyMember => ({ ref: setRef, wellness: "well", status: "", children: Array.from({ length: 40 }, (_, index) => ({ ref: podRef(`p${index}`), wellness: "well" as const, status: "", children: [], ...(self && index === 39 ? { self: true as const } : {}) })) });
  expect(familyRows(many(false), new Map())).toHaveLength(1);
  expect(familyRows(many(true), new Map())).toHaveLength(41);
  expect(familyRows(many(false), new Map([["apps/replicasets/p47-beamline/blueapi-1", true]]))).toHaveLength(41);
});
