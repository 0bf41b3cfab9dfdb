import type { Page } from "@playwright/test";

/** Changes objects as the person who is signed in, as Castor's own pages do; each answers the HTTP status. */
export function changeAs(page: Page, cluster: string) {
  const url = (path: string) => `/api/clusters/${cluster}/kubernetes${path}`;
  const headers = { "sec-fetch-site": "same-origin" };
  return {
    get: async (path: string) => page.request.get(url(path)),
    post: async (path: string, data: object) => (await page.request.post(url(path), { data, headers })).status(),
    delete: async (path: string) => (await page.request.delete(url(path), { headers })).status(),
    patch: async (path: string, data: object) =>
      (await page.request.patch(url(path), { data: JSON.stringify(data), headers: { ...headers, "content-type": "application/merge-patch+json" } })).status(),
  };
}
