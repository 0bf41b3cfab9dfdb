import { z } from "zod";

/** A section of the file: unknown settings are mistakes. */
export const section = z.strictObject;

/** Reports a mistake from a check of our own, in the words of the report. */
export function mistake(context: z.core.$RefinementCtx, expected: string, found?: string, path: (string | number)[] = []): void {
  context.addIssue({ code: "custom", message: expected, path, params: { ...(found === undefined ? {} : { found }) } });
}

/** A text that is not empty. */
export const text = () => z.string().trim().min(1, "a text");

/** The name by which addresses and topics call a cluster. */
export const identifier = () =>
  z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "1 to 63 small letters, digits and inner hyphens");

/** Groups as the identity provider spells them; a Keycloak path such as `/team/a` is one name. */
export const groups = () => z.array(text());

/** A time such as `30m`, `8h` or `7d`; milliseconds in the Settings. */
export const lifetime = () =>
  z
    .string()
    .regex(/^[1-9][0-9]{0,4}[smhd]$/, "a time such as 30m, 8h or 7d")
    .transform((value) => Number(value.slice(0, -1)) * (unitMs[value.slice(-1)] ?? 0));

const unitMs: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
