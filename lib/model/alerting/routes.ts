import type { Route } from "./config";
import { compileMatcher, type Labels, type Matcher, type Predicate } from "./matcher";
import type { RouteStep } from "./routing";

const single = new WeakMap<Matcher, Predicate>();
const several = new WeakMap<readonly Matcher[], Predicate>();

/** A matcher made ready once, however many alerts meet it: it is known by its object, which never changes. */
function holdsOf(matcher: Matcher): Predicate {
  let holds = single.get(matcher);
  if (holds === undefined) single.set(matcher, (holds = compileMatcher(matcher)));
  return holds;
}

/** Several together, made ready once as well. */
export function predicateOf(matchers: readonly Matcher[]): Predicate {
  let holds = several.get(matchers);
  if (holds === undefined) {
    const all = matchers.map(holdsOf);
    several.set(matchers, (holds = (labels) => all.every((each) => each(labels))));
  }
  return holds;
}

/** The ways of an alert with these labels through the tree, each from the root to where it ends, in order. */
export function waysOf(route: Route, labels: Labels): readonly (readonly [Route, ...Route[]])[] {
  if (!predicateOf(route.matchers)(labels)) return [];
  const ways: (readonly [Route, ...Route[]])[] = [];
  for (const child of route.routes) {
    const below = waysOf(child, labels);
    ways.push(...below.map((way): readonly [Route, ...Route[]] => [route, ...way]));
    if (below.length > 0 && !child.continues) break;
  }
  return ways.length === 0 ? [[route]] : ways;
}

/** The routes at which an alert with these labels ends, in order: what `amtool config routes test` names. */
export const destinationsOf = (route: Route, labels: Labels): readonly Route[] => waysOf(route, labels).map((way) => way.at(-1) ?? route);

/** The whole tree as these labels meet it; `nowhere` says of a receiver that it sends nothing. */
export function stepsOf(route: Route, labels: Labels, nowhere: (receiver: string) => boolean): RouteStep {
  return step(route, labels, nowhere, false);
}

function step(route: Route, labels: Labels, nowhere: (receiver: string) => boolean, skipped: boolean): RouteStep {
  const matchers = route.matchers.map((matcher) => ({ matcher, passed: holdsOf(matcher)(labels) }));
  const matched = matchers.every(({ passed }) => passed);
  let taken = skipped || !matched;
  let below = false;
  const routes = route.routes.map((child) => {
    const made = step(child, labels, nowhere, taken);
    const goesThere = !made.skipped && made.matched;
    below ||= goesThere;
    taken ||= goesThere && !child.continues;
    return made;
  });
  const { receiver, continues, mute, active } = route;
  return { receiver, nowhere: nowhere(receiver), matchers, matched, skipped, final: !skipped && matched && !below, continues, mute, active, routes };
}
