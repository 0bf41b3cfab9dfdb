import { Go } from "@/components/ui/go";
import type { FoundEntry, NamedTool } from "@/lib/model";
import { cell, row, TableFrame } from "./table-frame";
import { accessWords, objectName } from "./words";

const columns = [["Tool or link", "w-[22%]"], ["Opens", "w-[25%]"], ["Who may open it", "w-[25%]"], ["Goes before", "w-[28%]"]] as const;

/** What the settings name, who may open it, and what was found that gives way to it. */
export function NamedTable({ named, entries }: { readonly named: readonly NamedTool[]; readonly entries: readonly FoundEntry[] }) {
  return (
    <TableFrame label="Named: table" columns={columns}>
      {named.map((each) => (
        <Row key={each.id} named={each} before={entries.filter(({ outcome }) => outcome.kind === "overridden" && outcome.by === settingsName(each))} />
      ))}
    </TableFrame>
  );
}

/** As the server calls it where something gives way to it. */
const settingsName = ({ kind, id, title }: NamedTool) => (kind === "tool" ? `tools.${id} in castor.yaml` : `the link “${title}” in castor.yaml`);

function Row({ named, before }: { readonly named: NamedTool; readonly before: readonly FoundEntry[] }) {
  const { title, href } = named;
  return (
    <tr role="row" className={row}>
      <th role="rowheader" scope="row" className={`${cell} text-left font-medium`}>
        {title}
      </th>
      <td role="cell" className={cell}>
        <Go href={href} className="underline decoration-line-strong underline-offset-2 hover:decoration-current">
          {href}
        </Go>
      </td>
      <td role="cell" className={cell}>
        <ul>
          {accessWords(named).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </td>
      <td role="cell" className={`${cell} text-muted ${before.length === 0 ? "max-md:hidden" : ""}`}>
        <span className="md:hidden">Goes before</span>
        {before.length === 0 ? "Nothing found" : before.map(({ object }) => <span key={objectName(object)} className="block">{objectName(object)}</span>)}
      </td>
    </tr>
  );
}
