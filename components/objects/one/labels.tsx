import type { ObjectReport } from "@/lib/model";

/** What people and programs wrote on an object: labels as they are, annotations folded away. */
export function Labels({ report: { labels, annotations } }: { readonly report: ObjectReport }) {
  const notes = Object.entries(annotations);
  if (Object.keys(labels).length === 0 && notes.length === 0) return null;
  return (
    <section aria-label="Labels and annotations" className="rounded-m border border-line bg-surface px-4 pt-3 pb-3.5 text-[13px]">
      <h2 className="mb-2 text-sm font-semibold tracking-tight">Labels and annotations</h2>
      {Object.keys(labels).length === 0 ? <p className="text-muted">It has no labels.</p> : null}
      <ul className="flex flex-wrap gap-1">
        {Object.entries(labels).map(([key, value]) => (
          <li key={key} className="rounded-s bg-sunken px-1.5 text-xs leading-5 wrap-anywhere text-muted">
            {key}={value}
          </li>
        ))}
      </ul>
      {notes.length === 0 ? null : (
        <details className="mt-2">
          <summary className="text-muted">{notes.length === 1 ? "1 annotation" : `${notes.length} annotations`}</summary>
          <dl className="mt-1.5 flex flex-col gap-1.5">
            {notes.map(([key, value]) => (
              <div key={key}>
                <dt className="wrap-anywhere text-muted">{key}</dt>
                <dd className="max-h-32 overflow-y-auto font-mono text-xs wrap-anywhere whitespace-pre-wrap">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}

