/** Mixes two 32-bit numbers into one that looks random: the World's only source of chance. */
export function mix(seed: number, n: number): number {
  let h = (seed ^ Math.imul(n, 0x9e3779b1)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A seed of its own for everything that has a name, so that adding one thing moves no other. */
export function seedOf(seed: number, name: string): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  return mix(seed, h);
}

/** A number in [0, 1) that belongs to this name. */
export function chance(seed: number, name: string): number {
  return seedOf(seed, name) / 2 ** 32;
}

/** A number in [low, high) that belongs to this name. */
export function between(seed: number, name: string, low: number, high: number): number {
  return low + (high - low) * chance(seed, name);
}

/** The entry of a list that belongs to this name. The list must not be empty. */
export function pick<T>(seed: number, name: string, list: readonly T[]): T {
  return list[seedOf(seed, name) % list.length] as T;
}

/** `length` hexadecimal digits that belong to this name. */
export function hex(seed: number, name: string, length: number): string {
  const own = seedOf(seed, name);
  let digits = "";
  for (let part = 0; digits.length < length; part++) digits += mix(own, part).toString(16).padStart(8, "0");
  return digits.slice(0, length);
}

/** A version 4 UUID that belongs to this name. */
export function uuid(seed: number, name: string): string {
  const h = hex(seed, name, 32);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
}

const safe = "bcdfghjklmnpqrstvwxz2456789";

/** The random end of a generated name, from the alphabet Kubernetes uses. */
export function suffix(seed: number, name: string, length: number): string {
  const own = seedOf(seed, name);
  let letters = "";
  for (let part = 0; part < length; part++) letters += safe[mix(own, part) % safe.length] ?? "x";
  return letters;
}
