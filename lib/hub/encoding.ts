import type { Frame } from "@/lib/model";

/** One frame of the Hub, encoded once: every listener is sent these same bytes. */
export interface Entry {
  /** Its place among all frames of the Hub. */
  readonly sequence: number;
  readonly frame: Frame;
  /** The whole server-sent event, ready to be written. */
  readonly event: Buffer;
  /** The part of `event` that is the frame's JSON. */
  readonly json: Buffer;
}

/** Encodes a frame under a number. Throws where its value cannot be JSON. */
export function encodeFrameAs(epoch: string, sequence: number, frame: Frame): Entry {
  const json = JSON.stringify(frame);
  const head = `id: ${epoch}.${sequence}\nevent: frame\ndata: `;
  const event = Buffer.from(`${head}${json}\n\n`);
  return { sequence, frame, event, json: event.subarray(head.length, event.length - 2) };
}

/**
 * A snapshot without its end: {@link snapshotEnd} gives it the id and closes it, so that
 * the bytes can be kept and shared though the id moves with every frame of any topic.
 */
export function encodeSnapshot(topic: string, keep: number, entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [Buffer.from(`event: snapshot\ndata: {"topic":${JSON.stringify(topic)},"keep":${keep},"frames":[`)];
  entries.forEach(({ json }, index) => {
    if (index > 0) parts.push(comma);
    parts.push(json);
  });
  parts.push(closing);
  return Buffer.concat(parts);
}

const comma = Buffer.from(",");
const closing = Buffer.from("]}\n");

export const snapshotEnd = (epoch: string, sequence: number): string => `id: ${epoch}.${sequence}\n\n`;

/** An event that is no part of any topic: it has no id, so it never moves the place from which a stream resumes. */
export const notice = (event: "hello" | "time" | "end", data: object): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Reads `<epoch>.<sequence>`; undefined where a client sends anything else. */
export function parseEventId(id: string | undefined): { epoch: string; sequence: number } | undefined {
  const found = /^([\w-]{1,64})\.(\d{1,15})$/.exec(id ?? "");
  return found === null ? undefined : { epoch: found[1] ?? "", sequence: Number(found[2]) };
}
