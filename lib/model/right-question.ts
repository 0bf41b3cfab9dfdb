import { CastorError } from "./problem";
import type { Right } from "./right";

/** As many rights as one question asks about. */
export const mostRights = 60;

const form = { verb: /^[a-z*]{1,63}$/, group: /^(?:|\*|[a-z0-9.-]{1,253})$/, resource: /^(?:\*|[a-z0-9][a-z0-9.-]{0,252})$/, subresource: /^[a-z0-9-]{1,63}$/, namespace: /^[a-z0-9-]{1,63}$/, name: /^[^\u0000-\u001f\u007f/%\\?#]{1,253}$/ };
const optional = new Set(["subresource", "namespace", "name"]);

/** Reads the body of a question about rights: `{"rights": [Right, …]}`. Throws `invalid`, `too-large`. */
export function readRights(body: unknown): readonly Right[] {
  const asked = (body as { readonly rights?: unknown } | null | undefined)?.rights;
  if (!Array.isArray(asked)) throw new CastorError("invalid", "Rights are asked as a list.");
  if (asked.length > mostRights) throw new CastorError("too-large", `At most ${mostRights} rights are asked at once.`);
  return asked.map(readRight);
}

function readRight(asked: unknown): Right {
  const found = Object.entries(form).flatMap(([name, pattern]): [string, string][] => {
    const value = (asked as Readonly<Record<string, unknown>> | null)?.[name];
    if (value === undefined && optional.has(name)) return [];
    if (typeof value !== "string" || !pattern.test(value)) throw new CastorError("invalid", `A right's ${name} is not one.`);
    return [[name, value]];
  });
  return Object.fromEntries(found) as unknown as Right;
}
