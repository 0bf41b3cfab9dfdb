import { Ago } from "@/components/ui/ago";
import type { Refusals } from "@/lib/model";
import { FoundPart } from "./found-part";
import { cell, row, TableFrame } from "./table-frame";
import { reasonWords } from "./words";

const columns = [["When", "w-[12%]"], ["Where", "w-[20%]"], ["Who", "w-[20%]"], ["What", "w-[48%]"]] as const;

/** What the gateway, the tickets and the sign-in refused: how often and why, and the newest of it. */
export function Refused({ refusals: { since, counts, recent } }: { readonly refusals: Refusals }) {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const often = [...counts].sort((a, b) => b.count - a.count);
  return (
    <FoundPart
      title="Refused"
      sentence={
        <p>
          {total === 0 ? "Nothing was refused" : `${total} ${total === 1 ? "request was" : "requests were"} refused`} at the tools of all clusters, the tickets and the sign-in since Castor started <Ago at={since} every={10_000} />.
          {total === 0 ? " A request without a session, a change by somebody who may only look, or a page of another site would stand here." : ""}
        </p>
      }
    >
      {total === 0 ? null : (
        <>
          <ul aria-label="How often" className="flex flex-wrap gap-x-6 gap-y-1.5 px-4 pt-1 pb-2 text-[13px]">
            {often.map(({ place, reason, count }) => (
              <li key={`${place} ${reason}`}>
                <span className="font-medium tabular-nums">{count}</span> <span className="text-muted">{place}:</span> {reasonWords(reason)}
              </li>
            ))}
          </ul>
          <TableFrame label="The newest refusals" columns={columns}>
            {recent.map(({ at, place, reason, sentence, person, from }, index) => (
              // Several may have come in the same millisecond.
              <tr key={`${at} ${index}`} role="row" className={row}>
                <td role="cell" className={`${cell} whitespace-nowrap text-muted`}>
                  <Ago at={at} every={10_000} />
                </td>
                <td role="cell" className={cell}>
                  {place}
                </td>
                <td role="cell" className={cell}>
                  {person ?? <span className="text-muted">nobody signed in</span>}
                  <span className="block text-xs text-muted">from {from}</span>
                </td>
                <td role="cell" className={cell}>
                  <span className="inline-block font-medium first-letter:uppercase">{reasonWords(reason)}</span>
                  <span className="block text-muted">{sentence}</span>
                </td>
              </tr>
            ))}
          </TableFrame>
        </>
      )}
    </FoundPart>
  );
}
