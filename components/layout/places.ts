/** A page that one can go to from anywhere; `key` follows `g` on the keyboard. */
export interface Place {
  readonly title: string;
  readonly href: string;
  readonly key: string;
  /** Only administrators are led there. */
  readonly administrators?: true;
}

/** The pages of the navigation, in its order. */
export const places: readonly Place[] = [
  { title: "Home", href: "/", key: "h" },
  { title: "Nodes", href: "/nodes", key: "n" },
  { title: "Objects", href: "/objects", key: "o" },
  { title: "Alerts", href: "/alerts", key: "l" },
  { title: "Audit", href: "/audit", key: "a", administrators: true },
];

/** The pages to which a person is led. The page itself decides who may see it. */
export function placesFor({ admin }: { readonly admin: boolean }): readonly Place[] {
  return places.filter(({ administrators }) => admin || administrators !== true);
}

/** Whether the page at `path` belongs to a place: a node's own page belongs to Nodes. */
export function isAt(path: string, { href }: Place): boolean {
  if (href === "/") return path === "/";
  // Below a cluster only the first word counts: objects have paths of their own, in which "nodes" may stand too.
  const below = path.replace(/^\/clusters\/[^/]+(?=\/)/, "");
  return below === href || below.startsWith(`${href}/`);
}
