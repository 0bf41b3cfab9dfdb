import type { ObjectReport } from "@/lib/model";
import type { ActionCluster } from "./action";

/** Changes a manifest. */
export function YamlEditor({ report, onClose }: { readonly cluster: ActionCluster; readonly report: ObjectReport; readonly onClose: () => void }) {
  return (
    <p className="text-muted">
      {report.ref.name} cannot be edited here yet.{" "}
      <button type="button" className="underline" onClick={onClose}>
        Back
      </button>
    </p>
  );
}
