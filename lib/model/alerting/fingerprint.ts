import type { Labels } from "./matcher";

/** FNV-1a of 64 bits: offset basis and prime (2^40 + 0x1b3), as Prometheus' `LabelSet.Fingerprint`. */
const basisHigh = 0xcbf29ce4;
const basisLow = 0x84222325;
const primeLow = 0x1b3;
const separator = 0xff;

const encoder = new TextEncoder();
const foreign = /[^\u0000-\u007f]/;

const hex = (half: number) => (half >>> 0).toString(16).padStart(8, "0");

/** The order of Go's strings, which is that of their UTF-8 bytes. */
function byBytes(a: string, b: string): number {
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  const at = left.findIndex((byte, index) => byte !== right[index]);
  return at === -1 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
}

/** Everything that is hashed: names and values, each with its end. */
let bytes = new Uint8Array(4_096);

/** Puts a text at a place and answers the place after its end. */
function put(text: string, at: number): number {
  const most = at + text.length * 3 + 1;
  if (most > bytes.length) {
    const more = new Uint8Array(most * 2);
    more.set(bytes);
    bytes = more;
  }
  let end = at;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) {
      end += encoder.encodeInto(text.slice(index), bytes.subarray(end)).written;
      break;
    }
    bytes[end] = code;
    end += 1;
  }
  bytes[end] = separator;
  return end + 1;
}

/**
 * The name that Alertmanager gives a set of labels: FNV-1a over the sorted names and values, each ended by 0xff,
 * as 16 hexadecimal digits. For alerts that no Alertmanager has named yet; empty labels are none, as there. `added` are
 * labels besides, which count where the first have none of their name.
 */
export function fingerprint(labels: Labels, added: Labels = {}): string {
  const names = Object.keys(labels);
  for (const name in added) if (!Object.hasOwn(labels, name)) names.push(name);
  if (names.some((name) => foreign.test(name))) names.sort(byBytes);
  else names.sort();
  let length = 0;
  for (const name of names) {
    const value = labels[name] ?? added[name] ?? "";
    if (value !== "") length = put(value, put(name, length));
  }
  let high = basisHigh;
  let low = basisLow;
  for (let index = 0; index < length; index += 1) {
    const mixed = (low ^ (bytes[index] ?? 0)) >>> 0;
    // Below 2^53; the prime's 2^40 moves the low half by eight bits into the high one.
    const product = mixed * primeLow;
    low = product >>> 0;
    high = (Math.imul(high, primeLow) + (mixed << 8) + (product - low) / 0x1_0000_0000) | 0;
  }
  return hex(high) + hex(low);
}
