import { encodeNews, longestLogText } from "@/lib/model/log-stream";

/** One line or one piece of news, ready to be sent, with the time by which streams are merged. */
export interface LogItem {
  /** UTC with nine digits of a second; empty where unknown. */
  readonly time: string;
  readonly bytes: Buffer;
}

const newline = 10;
const tab = 9;
const space = 32;
const zulu = 90;
/** The longest time: nine digits and an offset. */
const longestTime = 35;

/** A time as the kubelet writes nearly all of them. */
const exact = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/;
const exactLength = 30;

/** Cuts a container's output, asked with timestamps, into lines of the protocol. Remembers at most one line. */
export interface LineCutter {
  cut(chunk: Buffer): LogItem[];
  /** What is left when the output ends without a newline. */
  end(): LogItem[];
}

export function createLineCutter(stream: number): LineCutter {
  const prefix = Buffer.from(`${stream}\t`);
  const most = longestLogText + longestTime + 1;
  let rest: Buffer[] = [];
  let size = 0;
  let dropped = 0;

  const keep = (piece: Buffer) => {
    const room = Math.max(0, most - size);
    // Copied, so that a short rest does not hold its whole chunk.
    if (room > 0 && piece.length > 0) rest.push(Buffer.from(piece.subarray(0, room)));
    size += Math.min(room, piece.length);
    dropped += Math.max(0, piece.length - room);
  };

  /** Nearly all lines are short and stamped in full: only their numbers and one byte change. */
  const plain = (whole: Buffer): LogItem | undefined => {
    if (whole.length <= exactLength || whole.length > longestLogText || whole[exactLength] !== space || whole[exactLength - 1] !== zulu) return undefined;
    const time = whole.toString("latin1", 0, exactLength);
    if (!exact.test(time)) return undefined;
    const bytes = Buffer.allocUnsafe(prefix.length + whole.length + 1);
    bytes.set(prefix);
    bytes.set(whole, prefix.length);
    bytes[prefix.length + exactLength] = tab;
    bytes[bytes.length - 1] = newline;
    return { time, bytes };
  };

  const line = (whole: Buffer): LogItem => {
    const { time, from } = timeOf(whole);
    const to = whole.length - from > longestLogText ? wholeCharacters(whole, from + longestLogText) : whole.length;
    const cut = whole.length - to + dropped;
    const mark = cut === 0 ? "\n" : `\n${encodeNews({ kind: "cut", stream, bytes: cut })}`;
    return { time, bytes: Buffer.concat([prefix, Buffer.from(`${time}\t`, "latin1"), whole.subarray(from, to), Buffer.from(mark, "latin1")]) };
  };

  const finish = (piece: Buffer): LogItem => {
    if (size === 0 && piece.length <= most) return plain(piece) ?? line(piece);
    keep(piece);
    const found = line(Buffer.concat(rest));
    rest = [];
    size = 0;
    dropped = 0;
    return found;
  };

  return {
    cut(chunk) {
      const items: LogItem[] = [];
      let begin = 0;
      for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, begin)) {
        items.push(finish(chunk.subarray(begin, end)));
        begin = end + 1;
      }
      keep(chunk.subarray(begin));
      return items;
    },
    end: () => (size === 0 ? [] : [finish(Buffer.alloc(0))]),
  };
}

/** The last place up to `end` where no character of UTF-8 is torn. */
function wholeCharacters(bytes: Buffer, end: number): number {
  let at = end;
  while (at > end - 3 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}

const rfc3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/** The time that the kubelet put before the text, and where the text begins. */
function timeOf(line: Buffer): { readonly time: string; readonly from: number } {
  const end = line.subarray(0, longestTime + 1).indexOf(space);
  // An empty line may come without its space.
  const length = end < 0 && line.length <= longestTime ? line.length : end;
  const [whole, second = "", fraction = "", zone] = (length < 20 ? null : rfc3339.exec(line.toString("latin1", 0, length))) ?? [];
  if (whole === undefined) return { time: "", from: 0 };
  const utc = zone === "Z" ? second : inUtc(second, zone ?? "Z");
  return utc === undefined ? { time: "", from: 0 } : { time: `${utc}.${fraction.padEnd(9, "0")}Z`, from: Math.min(line.length, length + 1) };
}

function inUtc(second: string, zone: string): string | undefined {
  const at = Date.parse(second + zone);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().slice(0, 19);
}
