import { expect, it } from "vitest";
import { alerting } from "@/lib/settings/alerting";
import { mayRespond } from "./may-respond";

const settings = { title: "Pollux", alerting: alerting().parse({ responders: [{ groups: ["p47-beamline"], scope: ['namespace="p47-beamline"'] }, { groups: ["operators"] }] }) };

it("says beforehand what a person may do, and why not more", () => {
  expect(mayRespond({ admin: true, groups: [] }, settings)).toEqual({ any: true });
  expect(mayRespond({ admin: false, groups: ["operators"] }, settings)).toEqual({ any: true });
  expect(mayRespond({ admin: false, groups: ["p47-beamline"] }, settings)).toEqual({ any: true, reason: expect.stringMatching(/^You may silence and acknowledge only alerts that carry .*namespace="p47-beamline".* in Pollux\.$/) as string });
  expect(mayRespond({ admin: false, groups: ["visitors"] }, settings)).toEqual({ any: false, reason: "You may not silence or acknowledge alerts of Pollux: no rule of Castor's settings allows it to one of your groups." });
});
