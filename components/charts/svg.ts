const namespace = "http://www.w3.org/2000/svg";

/** An SVG layer over the whole of a stage. */
export function svgLayer(stage: HTMLElement, overflow: "hidden" | "visible"): SVGSVGElement {
  const layer = document.createElementNS(namespace, "svg");
  layer.setAttribute("width", "100%");
  layer.setAttribute("height", "100%");
  layer.style.cssText = `position:absolute;inset:0;overflow:${overflow};isolation:isolate`;
  stage.append(layer);
  return layer;
}

/** Makes an SVG element under a parent: what is painted every second is not React's. */
export function svg<K extends keyof SVGElementTagNameMap>(parent: Element, name: K, attributes: Readonly<Record<string, string>> = {}): SVGElementTagNameMap[K] {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

/** Shows or hides an element without touching layout. */
export function shown(element: SVGElement, visible: boolean): void {
  const value = visible ? "" : "none";
  if (element.style.display !== value) element.style.display = value;
}

const written = new WeakMap<Element, string>();

/** Sets a text only when it changed, in the text node that is already there: cheaper than a new one. */
export function write(element: Element, text: string): void {
  if (written.get(element) === text) return;
  written.set(element, text);
  const node = element.firstChild;
  if (node !== null && node.nodeType === 3) node.nodeValue = text;
  else element.textContent = text;
}
