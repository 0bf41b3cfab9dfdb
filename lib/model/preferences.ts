import { z } from "zod";
import { filterBounds } from "./filter-bounds";
import type { Preferences } from "./person";
import { CastorError } from "./problem";

/** Bounds keep one person from filling the Store. */
const schema = z.object({
  pins: z.array(z.string().regex(/^[a-z0-9-]{1,63}\/[a-z0-9-]{1,63}$/)).max(50),
  home: z.string().regex(/^[a-z0-9-]{1,63}$/).optional(),
  namespaces: z
    .record(z.string().regex(/^[a-z0-9-]{1,63}$/), z.array(z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)).max(50))
    .refine((clusters) => Object.keys(clusters).length <= 50)
    .optional(),
  filters: z
    .array(z.object({ name: z.string().trim().min(1).max(filterBounds.name), filter: z.string().trim().min(1).max(filterBounds.filter) }))
    .max(filterBounds.filters)
    .optional(),
});

/** Reads what a browser sent as preferences; throws `invalid`. */
export function parsePreferences(value: unknown): Preferences {
  const { data, error } = schema.safeParse(value);
  if (error) throw new CastorError("invalid", "These preferences are not of the expected form.", { detail: z.prettifyError(error) });
  const { pins, home, namespaces, filters = [] } = data;
  const named = Object.entries(namespaces ?? {}).flatMap(([cluster, names]) => (names.length === 0 ? [] : [[cluster, [...new Set(names)].sort()]]));
  // Of two filters with one name the later is meant.
  const saved = [...new Map(filters.map(({ name, filter }) => [name, { name, filter }])).values()].sort((a, b) => a.name.localeCompare(b.name, "en"));
  return {
    pins: [...new Set(pins)],
    ...(home === undefined ? {} : { home }),
    ...(named.length === 0 ? {} : { namespaces: Object.fromEntries(named) as Record<string, string[]> }),
    ...(saved.length === 0 ? {} : { filters: saved }),
  };
}
