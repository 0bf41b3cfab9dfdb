import { createHash } from "node:crypto";

/** A person who can sign in to the demo. */
export interface Account {
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly groups: readonly string[];
  /** What this account shows, in a few words. */
  readonly purpose: string;
}

/** The password of every account: the demo listens on loopback and knows nothing worth keeping. */
export const password = "castor";

export const accounts: readonly Account[] = [
  { username: "admin", name: "Ada Admin", email: "ada.admin@example.org", groups: ["castor-admins"], purpose: "sees and may do everything" },
  { username: "p47-staff", name: "Pat Fortyseven", email: "pat.fortyseven@example.org", groups: ["p47-beamline"], purpose: "works in the namespace p47-beamline" },
  { username: "i22-staff", name: "Ira Twentytwo", email: "ira.twentytwo@example.org", groups: ["i22-beamline"], purpose: "works on the beamline i22" },
  { username: "visitor", name: "Vic Visitor", email: "vic.visitor@example.org", groups: [], purpose: "sees what every signed-in person sees" },
];

/** The account's subject: a UUID that stays the same for ever, as a realm's database would keep it. */
export function subjectOf({ username }: Account): string {
  const hex = createHash("sha256").update(`castor demo account ${username}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
