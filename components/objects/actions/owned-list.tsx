import type { FamilyMember } from "@/lib/model/object-report";

const most = 12;

function flat(members: readonly FamilyMember[]): readonly FamilyMember[] {
  return members.flatMap((member) => [member, ...flat(member.children)]);
}

const hidden = (members: readonly FamilyMember[]): number => members.reduce((sum, { more = 0, children }) => sum + more + hidden(children), 0);

/** What belongs to an object, by name: it goes along, or is left behind. */
export function OwnedList({ owned, kept }: { readonly owned: readonly FamilyMember[]; readonly kept: boolean }) {
  const all = flat(owned);
  if (all.length === 0) return null;
  const rest = all.length - most + hidden(owned);
  return (
    <div className="text-[13px]">
      <p className="font-medium">{kept ? "This stays behind:" : "This goes along:"}</p>
      <ul className="mt-1 flex flex-wrap gap-1">
        {all.slice(0, most).map(({ ref }) => (
          <li key={`${ref.kind}/${ref.namespace ?? ""}/${ref.name}`} className="rounded-full bg-sunken px-2 py-0.5 text-xs wrap-anywhere">
            {ref.kind} {ref.name}
          </li>
        ))}
        {rest > 0 ? <li className="px-1 py-0.5 text-xs text-muted">and {rest} more</li> : null}
      </ul>
    </div>
  );
}
