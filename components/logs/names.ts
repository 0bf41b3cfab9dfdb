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
  const distinct = new Set(targets.map(({ pod }) => pod)).size;
  return targets.map(({ pod, container = "" }, index) => {
    if (distinct === targets.length) return pods[index] ?? pod;
    return distinct === 1 ? container : `${pods[index] ?? pod}/${container}`;
  });
}
