import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

const textFormat = "text/plain; version=0.0.4; charset=utf-8";

/** Answers a scrape with text, compressed where the scraper accepts it, as Go's exporters do. */
export function answerText(request: IncomingMessage, response: ServerResponse, status: number, text: string, type = textFormat): void {
  const accepted = String(request.headers["accept-encoding"] ?? "").split(",").some((entry) => entry.trim().startsWith("gzip"));
  const body = accepted && status === 200 ? gzipSync(text, { level: 1 }) : Buffer.from(text);
  response.writeHead(status, {
    "content-type": type,
    "content-length": body.length,
    ...(accepted && status === 200 ? { "content-encoding": "gzip" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** What a request asks for; whatever is no path asks for nothing that there is. */
export function urlOf(request: IncomingMessage): URL {
  const path = `http://localhost/${(request.url ?? "").replace(/^\/+/, "")}`;
  return new URL(URL.canParse(path) ? path : "http://localhost/%00");
}

/** Serves one text at /metrics and says so at /. */
export function metricsListener(title: string, read: (url: URL) => { status: number; text: string }): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const url = urlOf(request);
    if (request.method !== "GET" && request.method !== "HEAD") return answerText(request, response, 405, "Method Not Allowed\n", "text/plain; charset=utf-8");
    if (url.pathname === "/") return answerText(request, response, 200, `<html><head><title>${title}</title></head><body><h1>${title}</h1><p><a href="/metrics">Metrics</a></p></body></html>`, "text/html; charset=utf-8");
    if (url.pathname !== "/metrics") return answerText(request, response, 404, "404 page not found\n", "text/plain; charset=utf-8");
    const { status, text } = read(url);
    answerText(request, response, status, text, status === 200 ? textFormat : "text/plain; charset=utf-8");
  };
}
