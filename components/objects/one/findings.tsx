import { Ago } from "@/components/ui/ago";
import { Chip } from "@/components/ui/state";
import { sameObject, type Finding, type ObjectRef } from "@/lib/model";
import { RefLink } from "./ref-link";
import { severityWords } from "./wellness";

/** Why an object is not well, worst first, each with what to do next. */
export function Findings({ cluster, page, findings }: { readonly cluster: string; readonly page: ObjectRef; readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  const title = findings.every(({ severity }) => severity === "notice") ? "Worth knowing" : "What is wrong";
  return (
    <section aria-label={title} className="rounded-m border border-line bg-surface">
      <h2 className="px-4 pt-3 pb-1 font-semibold tracking-tight">{title}</h2>
      <ol>
        {findings.map((finding, index) => (
          <li key={`${finding.title} ${index}`} className="border-t border-line px-4 py-3 first:border-t-0">
            <One cluster={cluster} page={page} finding={finding} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function One({ cluster, page, finding: { severity, title, details, advice, about, log, since } }: { readonly cluster: string; readonly page: ObjectRef; readonly finding: Finding }) {
  const { state, word } = severityWords[severity];
  return (
    <article className="flex flex-col gap-1.5 text-[13px]">
      <div className="flex flex-wrap items-start gap-x-2.5 gap-y-1">
        <Chip state={state}>{word}</Chip>
        <h3 className="min-w-0 flex-1 basis-60 text-sm font-semibold wrap-anywhere">{title}</h3>
        {since === undefined ? null : (
          <span className="text-muted">
            <Ago at={since} every={5_000} />
          </span>
        )}
      </div>
      {about === undefined || sameObject(about, page) ? null : (
        <p className="text-muted">
          {about.kind} <RefLink cluster={cluster} of={about} />
        </p>
      )}
      {details.length === 0 ? null : (
        <ul className="flex flex-col gap-0.5 text-muted">
          {details.map((detail) => (
            <li key={detail} className="wrap-anywhere">
              {detail}
            </li>
          ))}
        </ul>
      )}
      {log === undefined ? null : (
        <pre tabIndex={0} aria-label="The last lines of its log" className="overflow-x-auto rounded-s border border-line bg-sunken px-3 py-2 font-mono text-xs leading-5">
          {log.join("\n")}
        </pre>
      )}
      <p className="wrap-anywhere">
        <span className="font-medium">What to do:</span> <Advice>{advice}</Advice>
      </p>
    </article>
  );
}

/** Advice, its commands as code. */
function Advice({ children }: { readonly children: string }) {
  const at = children.indexOf("kubectl ");
  if (at < 0) return children;
  return (
    <>
      {children.slice(0, at)}
      <code className="rounded-s bg-sunken px-1 py-0.5 font-mono text-xs">{children.slice(at)}</code>
    </>
  );
}
