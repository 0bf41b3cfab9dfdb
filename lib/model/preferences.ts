import { z } from "zod";
import type { Preferences } from "./person";
import { CastorError } from "./problem";

/** Bounds keep one person from filling the Store. */
const schema = z.object({
  pins: z.array(z.string().regex(/^[a-z0-9-]{1,63}\/[a-z0-9-]{1,63}$/)).max(50),
  home: z.string().regex(/^[a-z0-9-]{1,63}$/).optional(),
});

/** Reads what a browser sent as preferences; throws `invalid`. */
export function parsePreferences(value: unknown): Preferences {
  const { data, error } = schema.safeParse(value);
  if (error) throw new CastorError("invalid", "These preferences are not of the expected form.", { detail: z.prettifyError(error) });
  const { pins, home } = data;
  return { pins: [...new Set(pins)], ...(home === undefined ? {} : { home }) };
}
