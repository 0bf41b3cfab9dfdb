import { z } from "zod";
import type { FactValue, SurveySection } from "@/lib/model";
import { text, type Surveyor } from "./survey";

const rule = z.object({
  verbs: z.array(z.string()),
  apiGroups: z.array(z.string()).nullish(),
  resources: z.array(z.string()).nullish(),
  resourceNames: z.array(z.string()).nullish(),
});
const review = z.object({
  status: z.object({
    resourceRules: z.array(rule).nullish(),
    incomplete: z.boolean().nullish(),
    evaluationError: z.string().nullish(),
  }),
});

/** Verbs in the order in which people think of them. */
const order = ["*", "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];
const place = (verb: string) => (order.includes(verb) ? order.indexOf(verb) : order.length);

/** What the person may do in a namespace, by the API server's own SelfSubjectRulesReview. */
export const rights: Surveyor = async ({ reader, person, namespace = "default" }) => {
  const body = { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectRulesReview", spec: { namespace } };
  const { status } = await reader.post("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", body, review);
  const rows = new Map<string, readonly FactValue[]>();
  for (const { verbs, apiGroups, resources, resourceNames } of status.resourceRules ?? []) {
    for (const group of apiGroups ?? [""]) {
      for (const resource of resources ?? []) {
        const what = resource === "*" ? "everything" : resource;
        const names = resourceNames ?? [];
        const sorted = [...new Set(verbs)].sort((a, b) => place(a) - place(b));
        const cells = [text(what), text(group === "*" ? "every group" : group === "" ? "core" : group), { chips: sorted.map((verb) => (verb === "*" ? "everything" : verb)) }, text(names.length === 0 ? "all" : names.join(", "))];
        rows.set(JSON.stringify([group, resource, names, sorted]), cells);
      }
    }
  }
  const who: SurveySection = {
    title: "Who you are here",
    sentence: "The names by which the cluster's rules know you.",
    columns: ["User", "Groups"],
    rows: [[text(person.username), { chips: [...person.groups, "system:authenticated"] }]],
  };
  const may: SurveySection = {
    title: `In ${namespace}`,
    sentence: rows.size === 0 ? `You may do nothing in ${namespace}.` : `What the rules of the cluster allow you in ${namespace}.`,
    columns: ["Objects", "API group", "You may", "Only those named"],
    rows: [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cells]) => cells),
  };
  const unread = status.incomplete === true ? ["The cluster says that this list may be incomplete: some of its rules cannot be listed."] : [];
  return { sections: [may, who], unread: [...reader.unread, ...unread] };
};
