import { technicalAlerts } from "@/lib/model/alerting";
import { compileFilter, type Filter } from "@/lib/model/alerting/filter";
import type { CauseView, Member } from "./cause-view";

/** Longer filters are no person's. */
const longest = 10_000;
const mostKnown = 8;
const compiled = new Map<string, Filter>();

/** Reads a filter; those that were asked for lately are ready, with what they have tried already. */
function filterOf(text: string): Filter {
  const found = compiled.get(text) ?? compileFilter(text);
  compiled.delete(text);
  compiled.set(text, found);
  for (const oldest of compiled.keys()) if (compiled.size > mostKnown) compiled.delete(oldest);
  return found;
}

/** Most causes have nothing that passes: none of them costs a list of its own. */
const nobody: readonly Member[] = [];

/** A filter as the triage applies it. */
export interface Narrowing {
  readonly mistakes: readonly string[];
  /** The alerts of a cause that pass, worst first. */
  members(view: CauseView): readonly Member[];
}

/**
 * Alerts about alerting itself are no news and stay out, unless the filter names them. What the filter
 * does not understand is left out and told as a mistake.
 */
export function narrowing(text: string, now: number): Narrowing {
  const filter = filterOf(text.slice(0, longest));
  const lowered = text.toLowerCase();
  const technical = [...technicalAlerts].some((name) => lowered.includes(name.toLowerCase()));
  return {
    mistakes: text.length > longest ? [...filter.mistakes, `Only the first ${longest} characters of the filter were read.`] : filter.mistakes,
    members({ members, news }) {
      let found: Member[] | undefined;
      for (const member of technical ? members : news) if (filter.test(member.filterable, now)) (found ??= []).push(member);
      return found ?? nobody;
    },
  };
}
