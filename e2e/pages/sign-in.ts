import { expect, type Page } from "@playwright/test";

/** The demo's accounts; the password is the same for all. */
export type Account = "admin" | "p47-staff" | "i22-staff" | "visitor";

/** Those who triage alerts: everybody's, and one beamline's. By the names under which others see them. */
export const triagers = { admin: "Ada Admin", "p47-staff": "Pat Fortyseven" } as const satisfies Partial<Record<Account, string>>;
export const triagerAccounts = Object.keys(triagers) as readonly (keyof typeof triagers)[];

/** Goes to a page signed out, signs in on the identity provider's form, and comes back to it. */
export async function signIn(page: Page, account: Account, path = "/"): Promise<void> {
  await page.goto(path);
  await page.getByLabel("Username").fill(account);
  await page.getByLabel("Password").fill("castor");
  await page.getByRole("button", { name: "Sign in" }).click();
  await ready(page);
}

/** Waits until the page's scripts have taken over: a button pressed before that does nothing. */
export async function ready(page: Page): Promise<void> {
  await expect(page.getByRole("banner").getByText("Live", { exact: true })).toBeVisible();
}
