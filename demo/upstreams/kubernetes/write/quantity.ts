import { textsAt } from "../json-value";
import type { Mistake } from "../kind";

const units: Readonly<Record<string, number>> = { n: 1e-9, u: 1e-6, m: 1e-3, "": 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 };

/** How much a quantity is; NaN for what is none. */
export function amount(quantity: string): number {
  const [, number = "", unit = ""] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([numkMGTPE]i?|[KMGTPE]i)?$/.exec(quantity) ?? [];
  return number === "" ? NaN : Number(number) * (units[unit] ?? NaN);
}

/** What is wrong with a container's requests and limits: nobody may ask for more than they may have, or for less than nothing. */
export function resourceMistakes(resources: unknown, path: string): readonly Mistake[] {
  const limits = textsAt(resources, "limits");
  const negative = (["limits", "requests"] as const).flatMap((field) =>
    Object.entries(textsAt(resources, field)).filter(([, value]) => amount(value) < 0).map(([name, value]): Mistake => ({ field: `${path}.${field}[${name}]`, reason: "FieldValueInvalid", message: `Invalid value: ${JSON.stringify(value)}: must be greater than or equal to 0` })),
  );
  const over = Object.entries(textsAt(resources, "requests")).flatMap(([name, request]): readonly Mistake[] => {
    const limit = limits[name];
    if (limit === undefined || !(amount(request) > amount(limit))) return [];
    return [{ field: `${path}.requests`, reason: "FieldValueInvalid", message: `Invalid value: ${JSON.stringify(request)}: must be less than or equal to ${name} limit of ${limit}` }];
  });
  return [...negative, ...over];
}
