const units: Readonly<Record<string, number>> = { "": 1, m: 1e-3, k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50 };

/** A quantity as Kubernetes writes it, in bytes or cores; undefined for whatever is none. */
export function bytesOf(quantity: string | undefined): number | undefined {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)(m|k|K|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$/.exec(quantity ?? "") ?? [];
  return number === undefined ? undefined : Number(number) * (units[unit] ?? 1);
}
