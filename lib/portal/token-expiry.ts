/** When a JSON Web Token runs out, ms since the epoch; 0 where it does not say. Not a check of the token: who gets it checks. */
export function expiryOf(token: string): number {
  try {
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as { readonly exp?: unknown } | null;
    return typeof claims?.exp === "number" && Number.isFinite(claims.exp) ? claims.exp * 1_000 : 0;
  } catch {
    return 0;
  }
}
