/** Numbers of lines in growing order, of which the oldest are forgotten: what is shown, and what was found. */
export interface LineList {
  readonly length: number;
  at(index: number): number;
  push(number: number): void;
  /** Forgets all numbers before this one. */
  dropBefore(number: number): void;
  /** The place of the first number that is not smaller. */
  indexOf(number: number): number;
}

export function createLineList(): LineList {
  let numbers: number[] = [];
  let skipped = 0;
  const indexOf = (number: number) => {
    let [low, high] = [skipped, numbers.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((numbers[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low - skipped;
  };
  return {
    get length() {
      return numbers.length - skipped;
    },
    at: (index) => numbers[index + skipped] ?? -1,
    push: (number) => void numbers.push(number),
    dropBefore(number) {
      skipped += indexOf(number);
      if (skipped < 4_096 || skipped < numbers.length / 4) return;
      numbers = numbers.slice(skipped);
      skipped = 0;
    },
    indexOf,
  };
}
