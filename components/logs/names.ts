/** Names without the beginning that all of them share, cut at a hyphen: what tells them apart. */
export function shortNames(names: readonly string[]): readonly string[] {
  const distinct = [...new Set(names)];
  const [first = ""] = distinct;
  if (distinct.length < 2) return names;
  let shared = 0;
  while (shared < first.length && distinct.every((name) => name[shared] === first[shared])) shared += 1;
  const from = first.lastIndexOf("-", shared - 1) + 1;
  return names.map((name) => name.slice(from));
}

/** What a stream is called in the rows and the legend: as much of its pod and container as tells it apart. */
export function streamNames(targets: readonly { readonly pod: string; readonly container?: string }[]): readonly string[] {
  const pods = shortNames(targets.map(({ pod }) => pod));
  const [several, containers] = [new Set(targets.map(({ pod }) => pod)).size > 1, new Set(targets.map(({ container }) => container)).size > 1];
  return targets.map(({ pod, container }, index) => {
    if (!several) return containers ? (container ?? "") : pod;
    return containers && container !== undefined ? `${pods[index] ?? pod}/${container}` : (pods[index] ?? pod);
  });
}
