/** Every topic that the page of a node begins with. The live figures come with the first snapshot of the stream. */
export function nodeTopics(cluster: string, node: string): readonly string[] {
  return ["node-info", "node-pods", "node-events"].map((kind) => `${kind}/${cluster}/${node}`).concat(`health/${cluster}`);
}
