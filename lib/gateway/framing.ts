/** The policy that lets exactly Castor's pages, and the tool's own, show a tool in a frame. */
export function framePolicy(publicUrl: string): string {
  return `frame-ancestors 'self' ${new URL(publicUrl).origin}`;
}

/**
 * The value of a `Content-Security-Policy` header with nothing said about frames; all else stays as it was.
 * One header may hold several policies, separated by commas. Undefined where nothing remains.
 */
export function withoutFrameAncestors(value: string): string | undefined {
  if (!/frame-ancestors/i.test(value)) return value;
  const policies = value
    .split(",")
    .map((policy) => (/frame-ancestors/i.test(policy) ? policy.split(";").filter((directive) => !/^\s*frame-ancestors(?:\s|$)/i.test(directive)).join(";") : policy))
    .filter((policy) => /[^\s;]/.test(policy));
  return policies.length === 0 ? undefined : policies.join(",").trim();
}
