import type { Settings } from "./load";

/**
 * Tells next-auth its one true address. It reads that from the environment only, and with these
 * other variables would trust a client's X-Forwarded-Host instead.
 */
export function tellNextAuth(settings: Pick<Settings, "publicUrl">): void {
  process.env["NEXTAUTH_URL"] = settings.publicUrl;
  delete process.env["AUTH_TRUST_HOST"];
  delete process.env["VERCEL"];
}
