/** A claim that somebody fills to show what happens; times are ms since the epoch. */
export interface ClaimFilling {
  readonly namespace: string;
  readonly claim: string;
  readonly from: number;
  readonly to: number;
}

/** How full it gets, and how long it takes to get there and to be cleaned up again, ms. */
const full = 0.985;
const ramp = 12_000;

/** What a demonstration does to claims. */
export interface ClaimFillings {
  add(filling: ClaimFilling): void;
  /** The fraction of a claim that is used, where `usual` is what it would be without anybody's hand. */
  used(namespace: string, claim: string, usual: number, at: number): number;
}

const kept = 50;

export function claimFillings(): ClaimFillings {
  let fillings: readonly ClaimFilling[] = [];
  return {
    add: (filling) => void (fillings = [...fillings, filling].slice(-kept)),
    used(namespace, claim, usual, at) {
      const filling = fillings.find((each) => each.namespace === namespace && each.claim === claim && at >= each.from && at < each.to + ramp);
      if (filling === undefined || full <= usual) return usual;
      return usual + (full - usual) * Math.min(1, (at - filling.from) / ramp, (filling.to + ramp - at) / ramp);
    },
  };
}
