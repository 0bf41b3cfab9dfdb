import { topicAddress, type ResourceId } from "@/lib/model";

/** What names an object in the address of its page. */
export interface ObjectAddress extends ResourceId {
  readonly namespace?: string;
  readonly name: string;
}

/** The topic of an object's page. */
export function objectTopic(cluster: string, { namespace, name, ...resource }: ObjectAddress): string {
  return topicAddress({ kind: "object", cluster, resource, args: { ...(namespace === undefined ? {} : { namespace }), name } });
}
