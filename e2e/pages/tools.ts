import type { FrameLocator, Page } from "@playwright/test";

/** The tool's own page where it stands inside Castor's: within Castor's frame on the tool's host. */
export function inside(page: Page, tool: string): FrameLocator {
  return page.frameLocator(`iframe[title^="${tool}"]`).frameLocator("iframe");
}

/** The origin of a tool behind the sign-in: a name below the portal's own. */
export function toolOrigin(baseURL: string, tool: string, cluster: string): string {
  const { protocol, host } = new URL(baseURL);
  return `${protocol}//${tool}-${cluster}.${host}`;
}
