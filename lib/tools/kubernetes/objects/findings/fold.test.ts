import { expect, it } from "vitest";
import { objectOf, pod, deployment } from "../fixtures/manifests";
import type { Cause } from "../evidence";
import { fold } from "./fold";

const page = objectOf(deployment("blueapi", 3, 0)).ref;
const cause = (more: Partial<Cause> = {}): Cause => ({ cause: "x", severity: "warning", title: "The container app ends again and again.", details: ["It ended with exit code 1."], advice: "Read its log.", ...more });
const of = (name: string) => objectOf(pod(name)).ref;

it("tells one cause once, whomever it strikes, with the worst of them", () => {
  const found = fold([{ about: of("a"), cause: cause() }, { about: of("b"), cause: cause({ severity: "critical", since: 5 }) }, { about: of("c"), cause: cause() }], page);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ severity: "critical", title: "3 pods: The container app ends again and again.", since: 5 });
  expect(found[0]?.details.at(-1)).toBe("It concerns a, b, c.");
});

it("says which object a finding is about, unless it is the page's own", () => {
  expect(fold([{ about: of("a"), cause: cause() }], page)[0]?.about).toMatchObject({ name: "a" });
  expect(fold([{ about: page, cause: cause() }], page)[0]).not.toHaveProperty("about");
  expect(fold([{ about: page, cause: cause() }], page)[0]).not.toHaveProperty("cause");
});

it("puts the worst first, then the newest", () => {
  const found = fold([{ about: page, cause: cause({ cause: "n", severity: "notice" }) }, { about: page, cause: cause({ cause: "old", since: 1 }) }, { about: page, cause: cause({ cause: "new", since: 2 }) }, { about: page, cause: cause({ cause: "c", severity: "critical" }) }], page);
  expect(found.map(({ severity, since }) => `${severity} ${since ?? ""}`)).toEqual(["critical ", "warning 2", "warning 1", "notice "]);
});
