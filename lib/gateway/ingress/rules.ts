import type { Person } from "@/lib/model";

/** Whom an ingress lets in, as oauth2-proxy's parameters say it: one value of each list, and all lists. */
export type Rules = Readonly<Partial<Record<RuleName, readonly string[]>>>;

const ruleNames = ["allowed_groups", "allowed_emails", "allowed_email_domains"] as const;
export type RuleName = (typeof ruleNames)[number];

/** Whatever is named like a rule is meant as one: to pass over a misspelled rule would be to let everybody in. */
const meantAsRule = /^(?:allow|require|constraint|deny|forbid|skip)/i;

/**
 * The rules among an address's parameters, or the sentence that says why they cannot be followed: a rule that
 * Castor does not know, that is empty, or that stands twice, as it would where a client could add to the address.
 */
export function rulesOf(parameters: Iterable<readonly [string, string]>): Rules | string {
  const rules = new Map<RuleName, readonly string[]>();
  for (const [name, value] of parameters) {
    const known = ruleNames.find((rule) => rule === name);
    if (known === undefined) {
      if (meantAsRule.test(name)) return `The ingress asks by a rule that Castor does not know: ${name.slice(0, 60)}.`;
      continue;
    }
    if (rules.has(known)) return `The ingress names ${known} twice; one list with commas is meant.`;
    const values = value.split(",").map((entry) => entry.trim()).filter((entry) => entry !== "");
    if (values.length === 0) return `The ingress names ${known}, but nobody in it.`;
    rules.set(known, values);
  }
  return Object.fromEntries(rules);
}

const meets: Readonly<Record<RuleName, (person: Person, values: readonly string[]) => boolean>> = {
  allowed_groups: ({ groups }, values) => groups.some((group) => values.includes(group)),
  allowed_emails: (person, values) => {
    const email = emailOf(person);
    return email !== undefined && values.some((value) => value.toLowerCase() === email.whole);
  },
  allowed_email_domains: (person, values) => {
    const email = emailOf(person);
    return email !== undefined && values.some((value) => isIn(email.domain, value.toLowerCase()));
  },
};

/** Whether a person meets all the rules. */
export function meetsRules(person: Person, rules: Rules): boolean {
  return ruleNames.every((name) => rules[name] === undefined || meets[name](person, rules[name]));
}

/** An address with exactly one `@`, in small letters; anything else is nobody's (CVE-2026-40574: `a@evil.com@company.com`). */
function emailOf({ email }: Person): { readonly whole: string; readonly domain: string } | undefined {
  const [, domain] = /^[^@\s]+@([^@\s]+)$/.exec(email?.toLowerCase() ?? "") ?? [];
  return domain === undefined || email === undefined ? undefined : { whole: email.toLowerCase(), domain };
}

/** `example.com` is that domain alone; `.example.com` and `*.example.com` are it and what lies below it. */
function isIn(domain: string, rule: string): boolean {
  const base = /^\*?\.(.+)$/.exec(rule)?.[1];
  return base === undefined ? domain === rule : domain === base || domain.endsWith(`.${base}`);
}
