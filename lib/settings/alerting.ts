import { z } from "zod";
import { problemOf } from "@/lib/model/problem";
import { compileMatcher } from "@/lib/model/alerting/matcher";
import { parseMatcher } from "@/lib/model/alerting/parse-matcher";
import { groups, lifetime, mistake, section } from "./section";

const matcher = () =>
  z.string().transform((text, context) => {
    try {
      const found = parseMatcher(text);
      compileMatcher(found);
      return found;
    } catch (error) {
      mistake(context, `a matcher such as namespace="p47-beamline" (${problemOf(error).message})`, text);
      return z.NEVER;
    }
  });

const responder = () =>
  section({
    groups: groups().min(1, "at least one group").describe("Whose members."),
    scope: z.array(matcher()).default([]).describe("What a silence or an alert must carry, as matchers that all hold; everything where empty."),
    longest: lifetime().optional().describe("The longest silence that they may make; `longestSilence` where absent."),
  });

/** A cluster's alerts. */
export const alerting = () =>
  section({
    every: z.number().min(1, "at least 1").max(120, "at most 120").default(10).describe("Seconds between two readings of Alertmanager and the rules; they are read whether anybody looks or not, for the timeline."),
    retention: lifetime().prefault("90d").describe("How long the timeline is kept."),
    longestSilence: lifetime().prefault("30d").describe("No silence may be made longer than this."),
    responders: z.array(responder()).default([]).describe("Who may silence and acknowledge which alerts. Administrators always may, all others only by these rules."),
  });
