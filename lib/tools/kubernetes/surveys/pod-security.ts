import { z } from "zod";
import type { FactValue } from "@/lib/model";
import { isLevel, levels, violations, type Level } from "./pod-security-rules";
import { podSpec } from "./pod-spec";
import { byName, none, refTo, resources, text, type Surveyor } from "./survey";

const namespaceObject = z.object({ metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).nullish() }) });
const pod = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: podSpec,
  status: z.object({ phase: z.string().nullish() }).nullish(),
});

const prefix = "pod-security.kubernetes.io/";
const label = (labels: Readonly<Record<string, string>> | null | undefined, mode: string): Level | undefined => {
  const found = labels?.[`${prefix}${mode}`];
  return isLevel(found) ? found : undefined;
};
/** The level after this one; undefined after the strictest. */
const following = (level: Level): Level | undefined => levels[levels.indexOf(level) + 1];

/** Each namespace's Pod Security level, and which of its pods would break the next. */
export const podSecurity: Surveyor = async ({ reader, namespace }) => {
  const [spaces, pods] = await Promise.all([reader.list(resources.namespaces, namespaceObject), reader.list(resources.pods, pod)]);
  const running = pods.filter(({ status }) => status?.phase !== "Succeeded" && status?.phase !== "Failed");
  const seen = new Map(spaces.map(({ metadata: { name, labels } }) => [name, labels]));
  const names = [...new Set([...(namespace === undefined ? seen.keys() : [namespace]), ...running.map(({ metadata }) => metadata.namespace)])].sort(byName);
  const broken: (readonly FactValue[])[] = [];
  const rows = names.map((name): readonly FactValue[] => {
    const enforce = label(seen.get(name), "enforce") ?? "privileged";
    const next = following(enforce);
    const own = running.filter(({ metadata }) => metadata.namespace === name);
    const breaking = next === undefined ? [] : own.flatMap((each) => {
      const why = violations(each.spec, next);
      return why.length === 0 ? [] : [{ each, why }];
    });
    for (const { each, why } of breaking) broken.push([{ ref: refTo(resources.pods, each.metadata) }, text(name), text(next ?? ""), text(`${why.join("; ")}.`)]);
    const also = (["audit", "warn"] as const).flatMap((mode) => {
      const level = label(seen.get(name), mode);
      return level === undefined ? [] : [`${mode} ${level}`];
    });
    return [
      { ref: refTo(resources.namespaces, { name }) },
      { text: enforce, state: enforce === "restricted" ? "well" : "unknown" },
      also.length === 0 ? none : { chips: also },
      text(next ?? "is the strictest"),
      next === undefined ? none : own.length === 0 ? text("has no pods") : breaking.length === 0 ? { text: own.length === 1 ? "its one pod would pass" : `all ${own.length} pods would pass`, state: "well" } : { text: `${breaking.length} of ${own.length} pods`, state: "warning" },
    ];
  });
  return {
    sections: [
      {
        title: "Namespaces",
        sentence: "The level that each namespace enforces, and what the next one would refuse. A namespace without a label enforces nothing.",
        columns: ["Namespace", "Enforces", "Besides", "Next level", "Would be refused"],
        rows,
      },
      {
        title: "Pods that would break the next level",
        sentence: broken.length === 0 ? "None of the pods that you may see would be refused." : "Pods that run already go on; they would be refused when they are made anew.",
        columns: ["Pod", "Namespace", "Level", "Because it"],
        rows: broken,
      },
    ],
    unread: reader.unread,
  };
};
