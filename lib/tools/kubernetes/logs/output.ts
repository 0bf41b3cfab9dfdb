import { once } from "node:events";
import type { Writable } from "node:stream";

/** Gathers small pieces into writes worth their while, and says when the other side must be waited for. */
export interface Output {
  /** Whether {@link Output.room} must be awaited before more. */
  add(bytes: Buffer): boolean;
  flush(): boolean;
  room(signal: AbortSignal): Promise<void>;
}

const worthWriting = 65_536;

export function createOutput(out: Writable): Output {
  let pieces: Buffer[] = [];
  let size = 0;
  const flush = () => {
    if (size === 0) return out.writableNeedDrain;
    const whole = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces, size);
    pieces = [];
    size = 0;
    return !out.write(whole);
  };
  return {
    add(bytes) {
      pieces.push(bytes);
      size += bytes.length;
      return size >= worthWriting && flush();
    },
    flush,
    async room(signal) {
      if (out.writableNeedDrain && !out.destroyed) await once(out, "drain", { signal }).catch(() => undefined);
    },
  };
}
