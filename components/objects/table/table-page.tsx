"use client";
import { memo, useMemo, useState } from "react";
import { useSearchParams } from "next/navigation";
import { PreferencesProvider } from "@/components/clusters/preferences";
import { StaleNote } from "@/components/ui/notes";
import { BulkActions } from "@/components/objects/actions/bulk-actions";
import { useLive, useLiveAt } from "@/components/ui/snapshots";
import { topicAddress, type ApiResource, type Cluster, type ObjectTable, type PanelState, type Preferences, type ResourceId } from "@/lib/model";
import { KindsDrawer } from "../kinds/kinds-drawer";
import { pluralKind } from "../kinds/kind-groups";
import { KindsTree } from "../kinds/kinds-tree";
import { kubectlGet } from "./kubectl";
import { ObjectsGrid } from "./objects-grid";
import { nothingSelected, stillThere } from "./selected";
import { SelectionBar } from "./selection-bar";
import { allColumns, shownColumns } from "./table-columns";
import { TableHead } from "./table-head";
import { createLongest, createOrder, filtered } from "./table-rows";
import { EmptyTable, FailedTable, WaitingRows } from "./table-state";
import type { TableView } from "./table-view";
import { Toolbar } from "./toolbar";
import { useView } from "./use-view";

interface Props {
  readonly cluster: Cluster;
  readonly resource: ResourceId;
  readonly preferences: Preferences;
}

/** The objects of one kind as kubectl prints them, live, beside the tree of all kinds. */
export function TablePage(props: Props) {
  // Only how the address begins: that it follows what one types must not draw the page again.
  const [search] = useState(useSearchParams().toString());
  return <Page {...props} search={search} />;
}

const Page = memo(function Page({ cluster, resource, preferences, search }: Props & { readonly search: string }) {
  const kinds = useLive("kinds", cluster.id);
  const known = valueOf(kinds)?.find((kind) => kind.group === resource.group && kind.resource === resource.resource);
  const [view, setView] = useView(search);
  const keep = view.namespaces.length === 0 ? "" : `?namespace=${view.namespaces.join(",")}`;
  const kind = useMemo(() => ({ ...(known ?? unknownKind(resource)), version: resource.version }), [known, resource]);
  const tree = useMemo(() => <KindsTree cluster={cluster.id} state={kinds} current={resource} search={keep} />, [cluster.id, kinds, resource, keep]);
  return (
    <PreferencesProvider initial={preferences}>
      <div className="grid gap-4 lg:grid-cols-[216px_minmax(0,1fr)]">
        <aside aria-label="Kinds" className="sticky top-[76px] max-h-[calc(100dvh-100px)] self-start overflow-y-auto max-lg:hidden">
          {tree}
        </aside>
        <div className="flex min-w-0 flex-col gap-3">
          <KindsDrawer>{tree}</KindsDrawer>
          <Objects key={`${resource.group}/${resource.resource}`} cluster={cluster} kind={kind} view={view} onView={setView} />
        </div>
      </div>
    </PreferencesProvider>
  );
});

function Objects({ cluster, kind, view, onView }: { readonly cluster: Cluster; readonly kind: ApiResource; readonly view: TableView; readonly onView: (patch: Partial<TableView>) => void }) {
  const state = useLiveAt<"watch">(watchAddress(cluster.id, kind, view));
  const namespaces = valueOf(useLive("namespaces", cluster.id));
  const table = valueOf(state);
  const [order] = useState(createOrder);
  const [measure] = useState(createLongest);
  const [chosen, setChosen] = useState(nothingSelected);
  const [held, setHeld] = useState(false);

  const all = useMemo(() => allColumns(table?.columns ?? [], kind.namespaced && view.namespaces.length !== 1), [table?.columns, kind.namespaced, view.namespaces.length]);
  const columns = useMemo(() => shownColumns(all, { wide: view.wide, hidden: view.hidden }), [all, view.wide, view.hidden]);
  const rows = table?.rows ?? none;
  const sortColumn = all.find(({ id }) => id === view.sort?.column);
  const descending = view.sort?.descending === true;
  // Names stand still by themselves, and a list that is still coming has no order yet.
  const holds = held && sortColumn !== undefined && table?.complete === true;
  const sorted = useMemo(() => order(rows, sortColumn === undefined ? undefined : { column: sortColumn, descending }, holds), [order, rows, sortColumn, descending, holds]);
  const shown = useMemo(() => filtered(sorted, view.text), [sorted, view.text]);
  const longest = useMemo(() => measure(rows, all), [measure, rows, all]);
  const selected = useMemo(() => stillThere(chosen, rows), [chosen, rows]);
  const refs = useMemo(
    () => [...selected.ids].flatMap((id) => {
      const row = rows.get(id);
      return row === undefined ? [] : [{ group: kind.group, version: kind.version, resource: kind.resource, kind: kind.kind, name: row.name, ...(row.namespace === undefined ? {} : { namespace: row.namespace }) }];
    }),
    [selected, rows, kind],
  );

  const what = pluralKind(kind);
  return (
    <>
      <TableHead cluster={cluster} resource={kind} sentence={countSentence(state, shown.length)} command={kubectlGet(kind, kind.namespaced, { ...view, namespaces: view.namespaces.length === 0 ? (table?.namespaces ?? []) : view.namespaces })} />
      <Toolbar view={view} onView={onView} columns={all} namespaced={kind.namespaced} namespaces={namespaces} />
      <StaleNote state={state} />
      <section aria-label={what} className="min-w-0 overflow-clip rounded-m border border-line bg-surface" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
        {state.status === "loading" ? <WaitingRows what={what} /> : null}
        {state.status === "failed" ? <FailedTable problem={state.problem} cluster={cluster} namespaced={kind.namespaced} onView={onView} /> : null}
        {table === undefined ? null : shown.length === 0 ? (
          table.complete ? <EmptyTable what={what} total={rows.size} view={view} cluster={cluster} onView={onView} /> : <WaitingRows what={what} />
        ) : (
          <ObjectsGrid
            label={what}
            cluster={cluster.id}
            resource={kind}
            rows={shown}
            columns={columns}
            longest={longest}
            sort={view.sort}
            onSort={(sort) => onView({ sort })}
            selected={selected}
            onSelected={setChosen}
            stale={state.status === "stale"}
          />
        )}
      </section>
      <SelectionBar cluster={cluster} resource={kind} refs={refs} onClear={() => setChosen(nothingSelected)}>
        <BulkActions cluster={cluster} resource={kind} refs={refs} />
      </SelectionBar>
    </>
  );
}

const none: ObjectTable["rows"] = new Map();

const valueOf = <T,>(state: PanelState<T>): T | undefined => (state.status === "ok" || state.status === "stale" ? state.value : undefined);

/** What stands in for a kind that discovery has not told of yet. */
const unknownKind = ({ group, version, resource }: ResourceId): ApiResource => ({
  ...{ group, version, resource, kind: resource, singular: resource, namespaced: true },
  ...{ verbs: [], shortNames: [], categories: [], subresources: [] },
});

/** The topic of what is asked; namespaces mean nothing to kinds that live in none. */
export function watchAddress(cluster: string, { group, version, resource, namespaced }: ApiResource, { namespaces, labels, fields }: TableView): string {
  const args = { namespace: namespaced ? [...namespaces].sort().join(",") : "", labelSelector: labels, fieldSelector: fields };
  return topicAddress({ kind: "watch", cluster, resource: { group, version, resource }, args });
}

const namesOf = (names: readonly string[]) => (names.length > 3 ? `${names.length} namespaces` : new Intl.ListFormat("en").format(names));

/** How many there are, and of how many; where they come from when that is not everywhere. */
function countSentence(state: PanelState<ObjectTable>, shown: number): string {
  const table = valueOf(state);
  if (table === undefined) return state.status === "loading" ? "Asking the cluster…" : "Nothing to show.";
  const number = (count: number) => count.toLocaleString("en");
  const total = table.rows.size;
  const count = shown === total ? number(total) : `${number(shown)} of ${number(total)}`;
  const where = table.namespaces === undefined ? "" : `, from ${namesOf(table.namespaces)}, where you may list them`;
  return `${count} shown${table.complete ? "" : ", more are coming"}${where}.`;
}
