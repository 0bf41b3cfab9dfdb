import { StateIcon } from "@/components/ui/state";
import type { Refusal } from "./refusal";

/** Why Kubernetes did not do it, in words, with its own beside them. `before` says what that means for what was wanted. */
export function RefusalNote({ refusal, before }: { readonly refusal: Refusal; readonly before?: string }) {
  const { sentence, details, said } = refusal;
  return (
    <div role="alert" className="flex items-start gap-2 rounded-s bg-crit-bg px-3 py-2 text-[13px]">
      <span className="mt-0.5">
        <StateIcon state="crit" size={16} />
      </span>
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">
          {before === undefined ? "" : `${before} `}
          {sentence}
        </p>
        {details.length === 0 ? null : (
          <ul className="mt-1 list-disc pl-4 wrap-anywhere">
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
        {said === undefined ? null : <p className="mt-1 text-muted wrap-anywhere">Kubernetes says: {said}</p>}
      </div>
    </div>
  );
}
