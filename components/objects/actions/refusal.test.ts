import { expect, it } from "vitest";
import { refusalOf } from "./refusal";

const of = (status: number, message: string, more: object = {}) => refusalOf({ status, body: { kind: "Status", status: "Failure", message, ...more } });

it("is none where Kubernetes did it", () => expect(refusalOf({ status: 201, body: {} })).toBeUndefined());

it.each([
  ['deployments.apps "web" is forbidden: User "p47-staff" cannot patch resource "deployments/scale" in API group "apps" in the namespace "kube-system"', "You lack the right “patch deployments.apps/scale in kube-system”."],
  ['nodes "n1" is forbidden: User "p47-staff" cannot patch resource "nodes" in API group "" at the cluster scope', "You lack the right “patch nodes in the whole cluster”."],
  ['pods "x" is forbidden: exceeded quota: compute, requested: requests.cpu=2, used: requests.cpu=7, limited: requests.cpu=8', "The quota compute of the namespace would be exceeded: requests.cpu=2 more, with requests.cpu=7 used of requests.cpu=8."],
])("says in plain words: %s", (message, sentence) => {
  expect(of(403, message, { reason: "Forbidden" })).toMatchObject({ sentence, said: message });
});

it("names what Pod Security misses, one by one", () => {
  const message =
    'pods "x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "a" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "a" must set securityContext.capabilities.drop=["ALL"]), hostNetwork (hostNetwork=true)';
  expect(of(403, message)).toMatchObject({
    kind: "denied",
    sentence: "The namespace's Pod Security level “restricted” does not allow this pod.",
    details: [
      'allowPrivilegeEscalation != false (container "a" must set securityContext.allowPrivilegeEscalation=false).',
      'unrestricted capabilities (container "a" must set securityContext.capabilities.drop=["ALL"]).',
      "hostNetwork (hostNetwork=true).",
    ],
  });
});

it("names the policies of an admission webhook", () => {
  const message = 'admission webhook "validation.gatekeeper.sh" denied the request: [must-have-owner] you must provide labels: {"owner"}\n[no-latest] image uses latest';
  expect(of(403, message)).toMatchObject({
    kind: "denied",
    sentence: "The cluster's admission check validation.gatekeeper.sh refuses this.",
    details: ['Policy must-have-owner: you must provide labels: {"owner"}.', "Policy no-latest: image uses latest."],
  });
  expect(of(400, 'admission webhook "x.y" denied the request without explanation')?.sentence).toContain("without saying why");
});

it("tells the fields that are not valid", () => {
  const causes = [{ reason: "FieldValueInvalid", message: "Invalid value: -1: must be greater than or equal to 0", field: "spec.replicas" }];
  expect(of(422, "Deployment.apps \"web\" is invalid: …", { reason: "Invalid", details: { causes } })).toMatchObject({
    kind: "invalid",
    details: ["spec.replicas: Invalid value: -1: must be greater than or equal to 0."],
  });
});

it("tells a budget from other reasons to wait, and for how long", () => {
  const causes = [{ reason: "DisruptionBudget", message: "The disruption budget ioc needs 1 healthy pods and has 1 currently" }];
  expect(of(429, "Cannot evict pod as it would violate the pod's disruption budget.", { reason: "TooManyRequests", details: { causes, retryAfterSeconds: 10 } })).toMatchObject({
    kind: "budget",
    details: ["The disruption budget ioc needs 1 healthy pods and has 1 currently."],
    retryAfter: 10,
  });
  expect(of(429, "the server is busy")).toMatchObject({ kind: "busy" });
});

it.each([
  [409, "AlreadyExists", "exists"],
  [409, "Conflict", "changed"],
  [404, "NotFound", "gone"],
  [500, "InternalError", "trouble"],
])("tells %i %s apart", (status, reason, kind) => expect(of(status, "x", { reason })?.kind).toBe(kind));

it("passes on Castor's own refusals, and survives answers that are none", () => {
  expect(refusalOf({ status: 403, body: { error: { code: "forbidden", message: "Castor does not pass on “create pods/exec”; use kubectl for it." } } })).toMatchObject({ kind: "castor", sentence: "Castor does not pass on “create pods/exec”; use kubectl for it." });
  for (const body of [undefined, null, "x", 1, [], { details: { causes: [null, 1, { field: 2 }] } }, { error: null }]) expect(refusalOf({ status: 502, body })?.kind).toBe("trouble");
});
