import type { GatewayEntry } from "./entry";
import type { GatewaySession, GatewaySessions } from "./session";
import type { SigningKeys } from "./signing-keys";

/** Headers to be sent to a tool, by lower-case name. */
export type IdentityHeaders = Readonly<Record<string, string>>;

/** Tells a tool who is asking, as its settings want it. */
export interface Identification {
  /**
   * The headers for this session and tool; empty for `none`. Kept for a short while: a token is not signed
   * for each request. Throws `unauthorized` where the person's own token is wanted and there is none in force.
   */
  headers(entry: Pick<GatewayEntry, "id" | "origin" | "identity">, session: GatewaySession): Promise<IdentityHeaders>;
  /** Every header by which any tool is told who asks: a client's own are removed everywhere. Lower case. */
  readonly names: ReadonlySet<string>;
}

export function createIdentification(_parts: { readonly entries: readonly Pick<GatewayEntry, "identity">[]; readonly keys: SigningKeys; readonly sessions: Pick<GatewaySessions, "tokens" | "ended">; readonly now: () => number }): Identification {
  throw new Error("Not written yet: C");
}
