import { format } from "@/lib/model";
import type { Cause, Rule } from "../evidence";
import { cores } from "../fact";
import { containerStatuses } from "../kinds/pod";

/** Held back in so many of its periods a container is noticeably slower, and much slower. */
const noticeable = 0.25;
const much = 0.6;

/** Containers that their CPU limit holds back. */
export const throttling: Rule = ({ object, figures }) => {
  if (object.ref.kind !== "Pod") return [];
  return containerStatuses(object).flatMap(({ spec }): readonly Cause[] => {
    const name = spec.at("name").text ?? "";
    const throttled = figures?.get(name)?.throttled;
    if (throttled === undefined || throttled < noticeable) return [];
    const limit = cores(spec.at("resources.limits.cpu"));
    return [
      {
        cause: `throttled ${name}`,
        severity: throttled >= much ? "warning" : "notice",
        title: `The container ${name} is held back by its CPU limit.`,
        details: [`In the last minutes it wanted more than its limit${limit === undefined ? "" : ` of ${limit}`} in ${format(throttled, "fraction")} of all scheduling periods and had to wait.`],
        advice: "Raise resources.limits.cpu of this container, or leave the CPU limit out and keep the request.",
      },
    ];
  });
};
