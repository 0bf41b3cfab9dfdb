import { randomBytes } from "node:crypto";

export interface SecurityOptions {
  /** Whether people reach Castor over https. */
  readonly secure: boolean;
  /** Where forms may lead: signing out goes on to the identity provider. */
  readonly formOrigins: readonly string[];
  /** Whose pages may stand in Castor's: the tools' hostnames, and Castor's own while it leads a frame to one. */
  readonly frameOrigins: readonly string[];
}

/**
 * The headers that every answer carries, errors and redirects too (OWASP ASVS 5, chapter 3).
 * Scripts run only with this response's nonce; style attributes are allowed because charts set them.
 */
export function securityHeaders({ secure, formOrigins, frameOrigins }: SecurityOptions): Readonly<Record<string, string>> {
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `frame-src ${frameOrigins.length === 0 ? "'none'" : frameOrigins.join(" ")}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    `form-action ${["'self'", ...formOrigins].join(" ")}`,
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(secure ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
  };
}
