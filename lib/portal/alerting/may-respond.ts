import type { Person } from "@/lib/model";
import type { MayRespond } from "@/lib/model/alerting/may-respond";
import { problemOf } from "@/lib/model/problem";
import type { ClusterSettings } from "@/lib/settings";
import { responder } from "./responders";

/** What a page tells a person about their rights before they try: whether there are any, and what bounds them. */
export function mayRespond(person: Pick<Person, "admin" | "groups">, settings: Pick<ClusterSettings, "title" | "alerting">): MayRespond {
  const rights = responder(person, settings);
  const { any } = rights;
  if (person.admin) return { any };
  try {
    // Who may acknowledge an alert without any label is bound by nothing.
    rights.requireAlert({});
    return { any };
  } catch (error) {
    const { message } = problemOf(error);
    return { any, reason: any ? message.replace("acknowledge only", "silence and acknowledge only") : message };
  }
}
