import { describe, expect, it } from "vitest";
import { isSignInProblem, signInProblems } from "@/app/sign-in/problem/words";
import { signInProblemStatus } from "./problem-page";

describe("the page of a failed sign-in", () => {
  it("is no success to a machine that reads its status", () => {
    expect(signInProblemStatus("/sign-in/problem?reason=provider&to=%2F")).toBe(503);
    expect(signInProblemStatus("/sign-in/problem?reason=expired")).toBe(400);
    expect(signInProblemStatus("/sign-in/problem?reason=denied")).toBe(403);
    expect(signInProblemStatus("/sign-in/problem?reason=too-often&to=%2F")).toBe(429);
    expect(signInProblemStatus("/sign-in/problem")).toBe(503);
    expect(signInProblemStatus("/sign-in/problem?reason=constructor")).toBe(503);
    expect(signInProblemStatus("/sign-in")).toBeUndefined();
    expect(signInProblemStatus("/clusters?x=/sign-in/problem")).toBeUndefined();
  });

  it("has words for every reason, and only for those", () => {
    for (const { title, text, again } of Object.values(signInProblems)) {
      expect([title, text("Keycloak"), again].every((words) => words.length > 5)).toBe(true);
    }
    expect(isSignInProblem("store")).toBe(true);
    expect(isSignInProblem("toString")).toBe(false);
    expect(isSignInProblem(["store"])).toBe(false);
  });
});
