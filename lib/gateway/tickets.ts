import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Seal, Store } from "@/lib/store";
import { hashWay } from "./gateway-cookies";

/** ms: a redirect takes no longer. */
const lifetime = 30_000;

const ticket = z.object({ id: z.string(), session: z.string(), way: z.string(), until: z.number() });

/** What carries a session from Castor's host to a tool's, in an address: good once, for a moment, there and in that browser. */
export interface Tickets {
  /** `way` is the hash of the cookie that the browser has on the tool's host. */
  give(entry: string, session: string, way: string): string;
  /** The session's id; undefined where the ticket is altered, used, too old, for another tool, or none of the browser's `ways`. Throws `unreachable`. */
  take(entry: string, text: string, ways: readonly string[]): Promise<string | undefined>;
}

export function createTickets({ seal, once, now }: { readonly seal: Seal; readonly once: Store["once"]; readonly now: () => number }): Tickets {
  const about = (entry: string) => `ticket ${entry}`;
  return {
    give: (entry, session, way) => seal.seal(JSON.stringify({ id: randomBytes(16).toString("base64url"), session, way, until: now() + lifetime } satisfies z.infer<typeof ticket>), about(entry)),
    async take(entry, text, ways) {
      const plain = seal.open(text, about(entry));
      if (plain === undefined) return undefined;
      const { id, session, way, until } = ticket.parse(JSON.parse(plain));
      if (now() >= until || !ways.some((each) => hashWay(each) === way)) return undefined;
      // By the id inside: one ticket can be spelled in several ways.
      return (await once.use("ticket", id, until + lifetime)) ? session : undefined;
    },
  };
}
