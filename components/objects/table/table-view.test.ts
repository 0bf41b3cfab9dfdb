import fc from "fast-check";
import { expect, it } from "vitest";
import { kubectlGet } from "./kubectl";
import { choose, chooseAll, nothingSelected, stillThere } from "./selected";
import { readView, writeView, type TableView } from "./table-view";

const view = (patch: Partial<TableView> = {}): TableView => ({ namespaces: [], labels: "", fields: "", text: "", sort: undefined, wide: false, hidden: [], ...patch });

it("survives the way through the address", () => {
  const namespace = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,10}[a-z0-9])?$/);
  const column = fc.stringMatching(/^[A-Z][A-Za-z ()%-]{0,12}[a-z]$/);
  const any = fc.record({
    namespaces: fc.uniqueArray(namespace, { maxLength: 4 }),
    labels: fc.constantFrom("", "app=blueapi,tier in (a,b)", "!beta"),
    fields: fc.constantFrom("", "status.phase!=Running"),
    text: fc.string({ maxLength: 20 }),
    sort: fc.option(fc.record({ column, descending: fc.boolean() }), { nil: undefined }),
    wide: fc.boolean(),
    hidden: fc.uniqueArray(column, { maxLength: 3 }),
  });
  fc.assert(fc.property(any, (wanted) => void expect(readView(new URLSearchParams(writeView(wanted)))).toEqual(wanted)));
});

it("is the usual one where the address says nothing, and leaves out what it cannot be", () => {
  expect(writeView(view())).toBe("");
  expect(readView(new URLSearchParams(""))).toEqual(view());
  expect(readView(new URLSearchParams("namespace=../x,p47,P&sort=Name&wide=yes"))).toEqual(view({ namespaces: ["p47"] }));
});

const pods = { group: "", version: "v1", resource: "pods" };

it.each([
  [view(), "kubectl get pods -A"],
  [view({ namespaces: ["p47"], wide: true }), "kubectl get pods -n p47 -o wide"],
  [view({ namespaces: ["p47"], labels: "tier in (a,b)", fields: "status.phase!=Running" }), "kubectl get pods -n p47 -l 'tier in (a,b)' --field-selector 'status.phase!=Running'"],
  [view({ namespaces: ["a", "b"] }), "kubectl get pods -n a; kubectl get pods -n b"],
])("is a command that one can paste", (one, command) => {
  expect(kubectlGet(pods, true, one)).toBe(command);
});

it("names the group of what is not core, and no namespace for what lives in none", () => {
  expect(kubectlGet({ group: "storage.k8s.io", version: "v1", resource: "storageclasses" }, false, view({ namespaces: ["p47"] }))).toBe("kubectl get storageclasses.storage.k8s.io");
});

it("quotes so that a shell runs nothing of it", () => {
  expect(kubectlGet(pods, true, view({ labels: "a=$(reboot)'" }))).toBe(String.raw`kubectl get pods -A -l 'a=$(reboot)'\'''`);
});

const rows = ["a", "b", "c", "d"].map((name) => ({ id: name, name, cells: [] }));
const ids = ({ ids: found }: { readonly ids: ReadonlySet<string> }) => [...found].sort().join("");

it("selects one by one, from the last one on with Shift, and all or none", () => {
  const one = choose(nothingSelected, rows, 1, false);
  expect(ids(one)).toBe("b");
  const range = choose(one, rows, 3, true);
  expect(ids(range)).toBe("bcd");
  expect(ids(choose(range, rows, 2, false))).toBe("bd");
  expect(ids(chooseAll(range, rows))).toBe("abcd");
  expect(ids(chooseAll(chooseAll(range, rows), rows))).toBe("");
});

it("lets go of what has gone, so that nothing is done to what one does not see", () => {
  const all = chooseAll(nothingSelected, rows);
  expect(ids(stillThere(all, new Map(rows.slice(0, 2).map((row) => [row.id, row]))))).toBe("ab");
});
