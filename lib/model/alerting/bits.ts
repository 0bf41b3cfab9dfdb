/** A set of small numbers, packed: what covers what is decided for thousands of alerts at once. */
export type Bits = Uint32Array;

export const noBits = (size: number): Bits => new Uint32Array((size + 31) >>> 5);

export function allBits(size: number): Bits {
  const bits = noBits(size).fill(0xffffffff);
  const rest = size & 31;
  if (rest !== 0) bits[bits.length - 1] = (2 ** rest - 1) >>> 0;
  return bits;
}

export function addBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

export const hasBit = (bits: Bits, at: number): boolean => ((bits[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;

export function bothBits(a: Bits, b: Bits): Bits {
  const both = new Uint32Array(a.length);
  for (let at = 0; at < a.length; at += 1) both[at] = (a[at] ?? 0) & (b[at] ?? 0);
  return both;
}

/** What of `a` is not in `b`. */
export function withoutBits(a: Bits, b: Bits): Bits {
  const rest = new Uint32Array(a.length);
  for (let at = 0; at < a.length; at += 1) rest[at] = (a[at] ?? 0) & ~(b[at] ?? 0);
  return rest;
}

export const isEmptyBits = (bits: Bits): boolean => bits.every((word) => word === 0);

export function countBits(bits: Bits): number {
  let count = 0;
  for (let word of bits) {
    for (; word !== 0; word &= word - 1) count += 1;
  }
  return count;
}

/** The numbers of a set, ascending. */
export function listBits(bits: Bits): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < bits.length * 32; at += 1) if (hasBit(bits, at)) found.push(at);
  return found;
}
