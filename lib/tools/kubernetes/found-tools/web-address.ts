import { readUrl } from "@/lib/model/read-url";

/** Longer ones are no addresses that people open. */
const longest = 2_048;

/** What browsers take out of or turn round in an address before they read it: white space, control characters, backslashes. */
const ambiguous = /[\s\\\p{Cc}\p{Cf}\p{Cs}]/u;

/**
 * The address of a page, spelled anew, or why a text is none. Whoever may annotate an object decides what
 * stands here, and a person will press it: only http and https, without a user name or password, and nothing
 * that two programs could read in two ways.
 */
export function webAddress(text: string): { readonly href: string } | { readonly mistake: string } {
  if (text.length > longest) return { mistake: "is longer than an address may be" };
  if (ambiguous.test(text)) return { mistake: "has white space, a backslash or a character that is not shown in it" };
  const url = /^https?:\/\/[^/]/i.test(text) ? readUrl(text) : undefined;
  if (url === undefined) return { mistake: "does not begin with https:// or http://" };
  if (url.protocol !== "https:" && url.protocol !== "http:") return { mistake: "does not begin with https:// or http://" };
  if (url.username !== "" || url.password !== "" || url.hostname === "") return { mistake: "has a user name or password in it" };
  return { href: url.href };
}
