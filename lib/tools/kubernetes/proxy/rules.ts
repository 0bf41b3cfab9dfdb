import { CastorError } from "@/lib/model";
import type { ApiTarget } from "./path";

/** What a person wants of a target, in the words of Kubernetes' own rules. */
export type ApiVerb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection";

const reads = new Set<ApiVerb>(["get", "list", "watch"]);

export const isRead = (verb: ApiVerb): boolean => reads.has(verb);

/**
 * The subresources that are passed on, and with which verbs. All others are refused, whatever the
 * person's rights: `exec`, `attach`, `portforward` and `proxy` hand out the inside of pods and nodes
 * (a GET of `nodes/proxy` is as good as exec), `token` and `approval` hand out identities, and an
 * ephemeral container is exec by another name. Kinds that come later have subresources of that sort, too.
 */
const subresources: Readonly<Record<string, readonly ApiVerb[]>> = {
  log: ["get"],
  status: ["get", "update", "patch"],
  scale: ["get", "update", "patch"],
  resize: ["get", "update", "patch"],
  ephemeralcontainers: ["get"],
  eviction: ["create"],
};

const verbsOfObjects: Readonly<Record<string, ApiVerb>> = { GET: "get", PUT: "update", PATCH: "patch", DELETE: "delete" };
const verbsOfCollections: Readonly<Record<string, ApiVerb>> = { GET: "list", POST: "create", DELETE: "deletecollection" };

/** The verb of a request; throws `invalid` where Kubernetes knows none. */
export function verbOf(method: string, { name, subresource }: ApiTarget, watch: boolean): ApiVerb {
  const verbs = name === undefined ? verbsOfCollections : { ...verbsOfObjects, ...(subresource === undefined ? {} : { POST: "create" as const }) };
  const verb = Object.hasOwn(verbs, method) ? verbs[method] : undefined;
  if (verb === undefined) throw new CastorError("invalid", "The Kubernetes API knows no such request.", { detail: `${method} of such a path` });
  return verb === "list" && watch ? "watch" : verb;
}

/** Whether this is about Secrets, whose contents never pass. */
export const isSecret = ({ group, resource }: ApiTarget): boolean => group === "" && resource === "secrets";

/** Whether this is a pod's log: plain text, possibly without an end. */
export const isLog = ({ group, resource, subresource }: ApiTarget): boolean => group === "" && resource === "pods" && subresource === "log";

const questions = new Set(["authorization.k8s.io/selfsubjectaccessreviews", "authorization.k8s.io/selfsubjectrulesreviews", "authentication.k8s.io/selfsubjectreviews"]);

/** Whether this only asks, though it is a POST: what the person may do, and who they are. */
export const isQuestion = ({ group, resource }: ApiTarget): boolean => questions.has(`${group}/${resource}`);

/** Throws `forbidden` for what Castor never passes on, whatever the person's rights. */
export function checkAllowed(verb: ApiVerb, target: ApiTarget): void {
  const { group, resource, subresource } = target;
  const what = subresource === undefined ? resource : `${resource}/${subresource}`;
  const refuse = (): never => {
    throw new CastorError("forbidden", `Castor does not pass on “${verb} ${what}”; use kubectl for it.`, { detail: `${verb} ${what}.${group}` });
  };
  if (subresource !== undefined && !(Object.hasOwn(subresources, subresource) && subresources[subresource]?.includes(verb) === true)) refuse();
  if (subresource === "log" && !isLog(target)) refuse();
  if (group === "certificates.k8s.io" && resource === "certificatesigningrequests" && !isRead(verb) && verb !== "delete") refuse();
  if (group === "authentication.k8s.io" && resource === "tokenreviews") refuse();
  if (isSecret(target) && (verb === "watch" || subresource !== undefined)) refuse();
}
