import { z } from "zod";
import type { FactValue } from "@/lib/model";
import { byName, none, resources, text, type Surveyor } from "./survey";

const status = z.object({ image: z.string().nullish(), imageID: z.string().nullish(), name: z.string() });
const pod = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.object({ containers: z.array(z.object({ name: z.string(), image: z.string().nullish() })), initContainers: z.array(z.object({ name: z.string(), image: z.string().nullish() })).nullish() }),
  status: z.object({ phase: z.string().nullish(), containerStatuses: z.array(status).nullish(), initContainerStatuses: z.array(status).nullish() }).nullish(),
});

/** An image's name taken apart: `ghcr.io/epics/ioc:2026.4` is repository and tag. */
export function imageParts(image: string): { readonly repository: string; readonly tag: string; readonly digest?: string } {
  const [named = "", digest] = image.split("@");
  const colon = named.lastIndexOf(":");
  const tagged = colon > named.lastIndexOf("/");
  return {
    repository: tagged ? named.slice(0, colon) : named,
    tag: tagged ? named.slice(colon + 1) : digest === undefined ? "latest" : "",
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Every image that runs, with its tag, digest and where. */
export const images: Surveyor = async ({ reader }) => {
  const pods = (await reader.list(resources.pods, pod)).filter((each) => each.status?.phase === "Running" || each.status?.phase === "Pending");
  const found = new Map<string, { pods: Set<string>; namespaces: Set<string>; digests: Set<string> }>();
  for (const { metadata, spec, status: state } of pods) {
    const statuses = [...(state?.containerStatuses ?? []), ...(state?.initContainerStatuses ?? [])];
    for (const { name, image } of [...spec.containers, ...(spec.initContainers ?? [])]) {
      if (!image) continue;
      const entry = found.get(image) ?? { pods: new Set(), namespaces: new Set(), digests: new Set() };
      found.set(image, entry);
      entry.pods.add(`${metadata.namespace}/${metadata.name}`);
      entry.namespaces.add(metadata.namespace);
      const digest = statuses.find((each) => each.name === name)?.imageID?.split("@")[1];
      if (digest) entry.digests.add(digest);
    }
  }
  const rows = [...found].sort(([a], [b]) => byName(a, b)).map(([image, { pods: where, namespaces, digests }]): readonly FactValue[] => {
    const { repository, tag, digest } = imageParts(image);
    const all = [...new Set([...digests, ...(digest === undefined ? [] : [digest])])];
    return [
      text(repository),
      tag === "latest" ? { text: tag, state: "warning", hint: "This tag can mean another image tomorrow." } : text(tag === "" ? "by digest" : tag),
      all.length === 0 ? none : { text: all.map((each) => each.replace("sha256:", "").slice(0, 12)).join(", "), hint: all.join("\n"), ...(all.length > 1 ? { state: "warning" as const } : {}) },
      text(String(where.size)),
      { chips: [...namespaces].sort(byName) },
    ];
  });
  const repositories = new Set([...found.keys()].map((image) => imageParts(image).repository)).size;
  return {
    sections: [
      {
        title: "Images that run",
        sentence: `${found.size} images of ${repositories} repositories in ${pods.length} pods. More than one digest means that one tag stands for different images.`,
        columns: ["Image", "Tag", "Digest", "Pods", "Namespaces"],
        rows,
      },
    ],
    unread: reader.unread,
  };
};
