import { stringify } from "yaml";
import { toolOf } from "@/lib/tools";
import type { FoundThing } from "@/lib/tools/kubernetes/found-tools";

/**
 * What an administrator writes into `castor.yaml`, below the cluster, to take in what was found: a tool as
 * Castor reaches it inside the cluster, behind the sign-in where it can be; anything else as a link. Whoever
 * may label a Service wrote the names, so they are spelled by a YAML writer, never put together.
 */
export function settingsLines({ tool, url, href, groups }: FoundThing, { title, purpose, icon }: { readonly title: string; readonly purpose: string; readonly icon: string }): string | undefined {
  const known = tool === undefined ? undefined : toolOf(tool);
  if (known !== undefined && url !== undefined) {
    const access = groups.length === 0 ? [] : [{ groups: [...groups], level: "read" }];
    const section = { url, ...(href === undefined ? {} : { publicUrl: href }), ...(groups.length === 0 ? {} : { groups: [...groups] }), ...(known.behind === undefined ? {} : { gateway: { access } }) };
    return stringify({ tools: { [known.id]: section } });
  }
  return href === undefined ? undefined : stringify({ links: [{ title, purpose, url: href, icon, ...(groups.length === 0 ? {} : { groups: [...groups] }) }] });
}
