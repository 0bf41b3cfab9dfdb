import type { ApiResource } from "@/lib/model";
import { fullName, listable } from "./kind-groups";

/** A kind that a text names, and the rest of the text: what its objects are filtered by. */
export interface FoundKind {
  readonly kind: ApiResource;
  readonly filter: string;
}

const names = ({ kind, resource, singular, shortNames }: ApiResource) => [...shortNames, resource, singular, kind.toLowerCase()];

/** 0 for a name itself, 1 for the beginning of one, 2 for a piece of one; undefined for anything else. */
function rank(kind: ApiResource, word: string): number | undefined {
  const all = names(kind);
  if (all.includes(word) || fullName(kind) === word) return 0;
  if (all.some((name) => name.startsWith(word))) return 1;
  return word.length >= 3 && fullName(kind).includes(word) ? 2 : undefined;
}

/** Kinds by the first word (a short name, a name or the beginning of one), best first: `po blueapi`, `deploy`. */
export function findKinds(kinds: readonly ApiResource[], text: string, most = 6): readonly FoundKind[] {
  const [word = "", ...rest] = text.trim().toLowerCase().split(/\s+/);
  if (word === "") return [];
  const filter = rest.join(" ");
  const found = listable(kinds).flatMap((kind) => {
    const place = rank(kind, word);
    // With a filter behind it, the word must be a name and not by chance a piece of one.
    return place === undefined || (filter !== "" && place === 2) ? [] : [{ kind, filter, place }];
  });
  found.sort((a, b) => a.place - b.place || a.kind.resource.length - b.kind.resource.length || fullName(a.kind).localeCompare(fullName(b.kind)));
  // Who adds a filter has said which kind: those whose names only begin like it would be noise.
  const meant = filter !== "" && found[0]?.place === 0 ? found.filter(({ place }) => place === 0) : found;
  return meant.slice(0, most).map(({ kind }) => ({ kind, filter }));
}
