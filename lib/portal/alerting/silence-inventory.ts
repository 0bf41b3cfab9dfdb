import { problemOf, type Person } from "@/lib/model";
import type { Silence, SilenceEntry } from "@/lib/model/alerting";
import { coveredBy, type PreviewState } from "@/lib/model/alerting/preview";
import type { Responder } from "./responders";

/** As many names of alerts as an entry tells. */
const mostNames = 5;

interface Asking {
  readonly person: Pick<Person, "id" | "name">;
  readonly responder: Responder;
  /** Ids of persons by the ids of the silences that they made through Castor. */
  readonly owners: ReadonlyMap<string, string>;
}

/** A silence with what it does now and what the person may do with it. */
export function silenceEntry(silence: Silence, state: PreviewState, { person, responder, owners }: Asking): SilenceEntry {
  const covered = silence.state === "expired" ? [] : coveredBy(state.coverage, silence);
  const pending = covered.filter((alert) => alert.state === "pending").length;
  const owner = owners.get(silence.id);
  const refusal = refusalOf(silence, responder);
  return {
    ...silence,
    impact: { firing: covered.length - pending, pending },
    covers: [...new Set(covered.map(({ name }) => name))].slice(0, mostNames),
    // Of what was made elsewhere only a name is known.
    mine: owner === undefined ? silence.createdBy === person.name : owner === person.id,
    may: refusal === undefined,
    ...(refusal === undefined ? {} : { reason: refusal }),
  };
}

function refusalOf({ matchers }: Silence, responder: Responder): string | undefined {
  try {
    responder.requireSilence(matchers);
    return undefined;
  } catch (error) {
    return problemOf(error).message;
  }
}
