import type { Family, Point } from "./family";

/** What one target exports: its families, and the series of each when they are asked for. */
export interface Exposition {
  readonly families: readonly Pick<Family<never>, "name" | "type" | "help" | "collector">[];
  /** The series of a family that existed at some time in [from, to]; none for an unknown name. */
  points(name: string, from: number, to: number): readonly Point[];
}

/** Families by name, once for all targets of a kind. */
export interface Catalogue<S> {
  readonly families: readonly Family<S>[];
  readonly byName: ReadonlyMap<string, Family<S>>;
}

export function catalogue<S>(families: readonly Family<S>[]): Catalogue<S> {
  const sorted = [...families].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { families: sorted, byName: new Map(sorted.map((family) => [family.name, family])) };
}

const nothing: readonly Point[] = [];

/**
 * What a target of this kind exports about its subject. Fixed series are made when first asked for,
 * and again when `version` says that the subject has others.
 */
export function expose<S>({ families, byName }: Catalogue<S>, subject: S, version: (subject: S) => number = () => 0): Exposition {
  const fixed = new Map<string, readonly Point[]>();
  let made = version(subject);
  return {
    families,
    points(name, from, to) {
      const family = byName.get(name);
      if (family === undefined) return nothing;
      if (made !== version(subject)) {
        made = version(subject);
        fixed.clear();
      }
      let known = fixed.get(name);
      if (known === undefined) fixed.set(name, (known = family.fixed?.(subject) ?? nothing));
      return family.moving ? [...known, ...family.moving(subject, from, to)] : known;
    },
  };
}
