import { objectPath } from "@/lib/model/api-resource";
import type { Right } from "@/lib/model/right";
import type { ApiRequest, Target } from "../action";

/** The right to one verb on exactly this object. */
export function rightTo({ ref }: Target, verb: string, subresource?: string): Right {
  const { group, resource, namespace, name } = ref;
  return { verb, group, resource, name, ...(subresource === undefined ? {} : { subresource }), ...(namespace === undefined ? {} : { namespace }) };
}

/** Changes what `value` names and leaves all else (RFC 7386): every kind understands it. */
export function mergePatch({ ref }: Target, value: unknown, subresource?: string): ApiRequest {
  return { method: "PATCH", path: objectPath(ref, subresource), type: "application/merge-patch+json", body: JSON.stringify(value) };
}
