import type { Labels } from "./matcher";

/** FNV-1a of 64 bits: offset basis and prime (2^40 + 0x1b3), as Prometheus' `LabelSet.Fingerprint`. */
const basisHigh = 0xcbf29ce4;
const basisLow = 0x84222325;
const primeLow = 0x1b3;
const separator = 0xff;

const encoder = new TextEncoder();
const ascii = /^[\u0000-\u007f]*$/;

const hex = (half: number) => (half >>> 0).toString(16).padStart(8, "0");

/** The order of Go's strings, which is that of their UTF-8 bytes. */
function byBytes(a: string, b: string): number {
  if (ascii.test(a) && ascii.test(b)) return a < b ? -1 : a > b ? 1 : 0;
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  const at = left.findIndex((byte, index) => byte !== right[index]);
  return at === -1 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
}

/**
 * The name that Alertmanager gives a set of labels: FNV-1a over the sorted names and values, each ended by 0xff,
 * as 16 hexadecimal digits. For alerts that no Alertmanager has named yet; empty labels are none, as there.
 */
export function fingerprint(labels: Labels): string {
  let high = basisHigh;
  let low = basisLow;
  const add = (byte: number) => {
    const mixed = (low ^ byte) >>> 0;
    // mixed * 0x1b3 is below 2^53; the prime's 2^40 moves the low half by eight bits into the high one.
    const product = mixed * primeLow;
    high = (Math.imul(high, primeLow) + (mixed << 8) + Math.floor(product / 0x1_0000_0000)) >>> 0;
    low = product >>> 0;
  };
  const text = (value: string) => {
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) return encoder.encode(value.slice(index)).forEach(add);
      add(code);
    }
  };
  for (const name of Object.keys(labels).sort(byBytes)) {
    const value = labels[name] ?? "";
    if (value === "") continue;
    text(name);
    add(separator);
    text(value);
    add(separator);
  }
  return hex(high) + hex(low);
}
