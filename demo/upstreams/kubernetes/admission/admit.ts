import type { Call } from "../call";
import { isObject } from "../json-value";
import type { KubeObject } from "../kind";
import { denied, forbidden, Refusal } from "../status";
import { grantsTooMuch } from "./escalation";
import { missingLabels } from "./required-labels";
import { securityOf, violations } from "./pod-security";

/** Lets the cluster's policies object to what is about to be stored. Throws a 403 in the policy's own words. */
export function admit(call: Call, before: KubeObject | undefined, after: KubeObject, part: string | undefined): void {
  const { api, route, user, warnings } = call;
  const { kind, namespace } = route;
  const subject = { resource: kind.plural, group: kind.group, name: after.metadata.name };
  if (kind.group === "rbac.authorization.k8s.io") {
    const sentence = grantsTooMuch(api.rights, user, after, namespace);
    if (sentence !== undefined) throw new Refusal(forbidden(subject, sentence));
  }
  if (part !== undefined) return;
  if (namespace !== undefined) {
    const { enforce, warn } = securityOf(api.store.get({ group: "", version: "v1", plural: "namespaces" }, undefined, namespace));
    if (kind.group === "" && kind.kind === "Pod" && before === undefined) {
      const found = violations(enforce, after.spec);
      if (found.length > 0) throw new Refusal(forbidden(subject, `violates PodSecurity "${enforce}:latest": ${found.join(", ")}`));
    }
    const template = isObject(after.spec) && isObject(after.spec.template) ? after.spec.template.spec : kind.kind === "Pod" ? after.spec : undefined;
    const level = kind.kind === "Pod" ? warn : warn === "privileged" ? enforce : warn;
    const doubtful = template === undefined || level === "privileged" ? [] : violations(level, template);
    if (doubtful.length > 0 && (kind.kind !== "Pod" || before === undefined)) warnings.push(`would violate PodSecurity "${level}:latest": ${doubtful.join(", ")}`);
  }
  const { refused, doubted } = missingLabels(api.store, after);
  warnings.push(...doubted);
  if (refused.length > 0) throw new Refusal(denied(`admission webhook "validation.gatekeeper.sh" denied the request: ${refused.join("\n")}`));
}
