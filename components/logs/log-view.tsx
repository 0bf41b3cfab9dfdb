import type { LogPod } from "@/lib/model";

/** The logs of pods, merged. */
export function LogView({ pods }: { readonly cluster: string; readonly pods: readonly LogPod[] }) {
  return <p className="text-muted">The logs of {pods.map(({ name }) => name).join(", ")} cannot be shown yet.</p>;
}
