const factors: Readonly<Record<string, number>> = {
  "": 1, n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
};

/** A Kubernetes quantity (`15500m`, `32Gi`, `1e3`) as a number; 0 where it is not one. */
export function quantityOf(text: string | undefined): number {
  const found = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([a-zA-Z]{0,2})$/.exec(text ?? "");
  const factor = found === null ? undefined : Object.hasOwn(factors, found[2] ?? "") ? factors[found[2] ?? ""] : undefined;
  return factor === undefined ? 0 : Number(found?.[1]) * factor;
}
