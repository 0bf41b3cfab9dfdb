import type { Seal } from "@/lib/store";

/** The value of a tool's cookie: the session's id, sealed for that tool alone, so that no table is needed and a copy opens no other tool. */
export interface ToolCookie {
  make(entry: string, session: string): string;
  /** The session's id; undefined where it was altered or made for another tool. */
  read(entry: string, value: string): string | undefined;
}

export function toolCookie(seal: Seal): ToolCookie {
  const about = (entry: string) => `tool cookie ${entry}`;
  return {
    make: (entry, session) => seal.seal(session, about(entry)),
    read: (entry, value) => seal.open(value, about(entry)),
  };
}
