import type { ReactNode } from "react";
import type { AlertGraph, AlertReport } from "@/lib/model/alerting/report";
import { amount, wrongSide } from "./measured-words";

const code = "overflow-auto rounded-s border border-line bg-sunken px-3 py-2 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere max-h-40";

/** The rule's expression as one reads it: what is measured, what it must not be, and what else must hold. */
export function ExpressionParts({ report: { comparison, rule }, graph }: { readonly report: Pick<AlertReport, "comparison" | "rule">; readonly graph: AlertGraph | undefined }) {
  const query = rule?.query ?? graph?.expression;
  if (comparison === undefined && graph?.against !== undefined && graph.operator !== undefined) {
    return (
      <dl className="flex flex-col gap-2.5 text-[13px]">
        <Part name="Measured">
          <Code label="What is measured">{graph.expression}</Code>
        </Part>
        <Part name={`Must not be ${wrongSide[graph.operator]}`}>
          <Code label="What it is compared with">{graph.against}</Code>
        </Part>
      </dl>
    );
  }
  if (comparison === undefined) {
    if (query === undefined || query === "") return null;
    return (
      <dl className="flex flex-col gap-2.5 text-[13px]">
        <Part name="It fires while this has a result">
          <Code label="The expression">{query}</Code>
        </Part>
        <dd className="max-w-prose text-xs text-muted">It compares with no constant, so that there is no threshold to draw: the line is there only while the expression holds.</dd>
      </dl>
    );
  }
  const { left, operator, threshold, also } = comparison;
  const exact = `${operator} ${threshold}`;
  return (
    <dl className="flex flex-col gap-2.5 text-[13px]">
      <Part name="Measured">
        <Code label="What is measured">{left}</Code>
      </Part>
      <Part name="Must not be">
        <p>
          {wrongSide[operator]} {amount(threshold, graph)} <code className="rounded-s bg-sunken px-1.5 font-mono text-xs leading-5 text-muted">{exact}</code>
        </p>
      </Part>
      {also.length === 0 ? null : (
        <Part name="Counts only">
          <ul className="flex flex-col gap-1.5">
            {also.map((part) => {
              const unless = /^unless\b/i.test(part);
              return (
                <li key={part}>
                  <p className="pb-1 text-xs text-muted">{unless ? "unless this holds for the same labels, too" : "while this holds for the same labels, too"}</p>
                  <Code label={unless ? "What must not hold" : "What must hold, too"}>{part}</Code>
                </li>
              );
            })}
          </ul>
        </Part>
      )}
    </dl>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-1 sm:grid-cols-[7rem_minmax(0,1fr)]">
      <dt className="text-muted sm:pt-1">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function Code({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    <pre tabIndex={0} aria-label={label} className={code}>
      {children}
    </pre>
  );
}
