import { z } from "zod";
import { readUrl } from "@/lib/model/read-url";
import { mistake } from "./section";

/** Names that never leave the machine, where plain http is safe. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function parse(value: string, context: z.core.$RefinementCtx): URL | undefined {
  const url = readUrl(value);
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === "") {
    mistake(context, "a URL that begins with https:// or http://");
    return undefined;
  }
  if (url.username !== "" || url.password !== "") {
    mistake(context, "a URL without a user name or password", "a URL with a user name or password in it");
    return undefined;
  }
  return url;
}

/** An address of an upstream, without a trailing slash, query or fragment. */
export const upstreamUrl = () =>
  z
    .string()
    .meta({ format: "uri" })
    .transform((value, context) => {
      const url = parse(value, context);
      if (url === undefined) return z.NEVER;
      if (url.search !== "" || url.hash !== "") mistake(context, "a URL without a query or fragment");
      return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
    });

/** An address that a person's browser opens; may carry a query. */
export const linkUrl = () =>
  z
    .string()
    .meta({ format: "uri" })
    .transform((value, context) => (parse(value, context) === undefined ? z.NEVER : value));

function requireHttps(url: URL, context: z.core.$RefinementCtx): void {
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    mistake(context, "an https URL (http is for localhost only)");
  }
}

/** Scheme, host and port alone: the base of every redirect and of the cookies. */
export const originUrl = () =>
  z
    .string()
    .meta({ format: "uri" })
    .transform((value, context) => {
      const url = parse(value, context);
      if (url === undefined) return z.NEVER;
      requireHttps(url, context);
      if (url.pathname !== "/" || url.search !== "" || url.hash !== "") {
        mistake(context, "scheme, host and port without a path");
      }
      return url.origin;
    });

/** An OpenID Connect issuer, kept letter by letter: it must equal the issuer that the provider names. */
export const issuerUrl = () =>
  z
    .string()
    .meta({ format: "uri" })
    .transform((value, context) => {
      const url = parse(value, context);
      if (url === undefined) return z.NEVER;
      requireHttps(url, context);
      if (url.search !== "" || url.hash !== "") mistake(context, "a URL without a query or fragment");
      return value;
    });
