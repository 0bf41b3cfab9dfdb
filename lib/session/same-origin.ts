/** Whether a request came from Castor's own pages: by Origin, else by the browser's Sec-Fetch-Site. */
export function isSameOrigin(headers: Pick<Headers, "get">, publicUrl: string): boolean {
  const origin = headers.get("origin");
  return origin === null ? headers.get("sec-fetch-site") === "same-origin" : origin === publicUrl;
}
