import type { RequestListener } from "node:http";

/** A listener that is known before what answers; until then it answers 503. */
export function lateListener(): { readonly listener: RequestListener; set(listener: RequestListener): void } {
  let current: RequestListener = (_req, res) => void res.writeHead(503).end();
  return { listener: (req, res) => current(req, res), set: (listener) => (current = listener) };
}
