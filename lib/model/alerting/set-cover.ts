import { bothBits, countBits, isEmptyBits, withoutBits, type Bits } from "./bits";

interface Covering {
  readonly covers: Bits;
  readonly cost: number;
}

/** Few of the candidates that together cover all that any of them covers: the one that adds most first, the cheaper of equals. */
export function greedyCover<C extends Covering>(candidates: readonly C[]): readonly C[] {
  // By how much each adds, as far as is known: that only shrinks while others are chosen.
  const buckets: C[][] = [];
  const put = (gain: number, candidate: C) => (buckets[gain] ??= []).push(candidate);
  for (const candidate of candidates.toSorted((a, b) => a.cost - b.cost)) put(countBits(candidate.covers), candidate);
  let left: Bits | undefined;
  for (const { covers } of candidates) left = left === undefined ? covers.slice() : left.map((word, at) => word | (covers[at] ?? 0));
  const chosen: C[] = [];
  for (let gain = buckets.length - 1; gain > 0 && left !== undefined; gain -= 1) {
    for (const candidate of (buckets[gain] ?? []).sort((a, b) => a.cost - b.cost)) {
      const adds = countBits(bothBits(candidate.covers, left));
      if (adds < gain) put(adds, candidate);
      else {
        chosen.push(candidate);
        left = withoutBits(left, candidate.covers);
      }
    }
  }
  return withoutNeedless(chosen);
}

/** What is covered by the others anyway is left out. */
function withoutNeedless<C extends Covering>(chosen: readonly C[]): readonly C[] {
  let kept = chosen;
  for (const one of chosen) {
    const others = kept.filter((other) => other !== one);
    const rest = others.reduce((left, { covers }) => withoutBits(left, covers), one.covers);
    if (isEmptyBits(rest)) kept = others;
  }
  return kept;
}
