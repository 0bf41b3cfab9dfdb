import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { mistake } from "./section";

/** Where `{env: NAME}` and `{file: path}` are looked up. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the file; its relative paths start here. */
  readonly folder: string;
}

const placeholder = /^(change[-_ ]?me|replace|example|default|insecure|todo|your[-_ ]|placeholder|xxxx|<|\$\{)/i;

function readSecret(reference: { env: string } | { file: string }, around: Surroundings): { value?: string; where: string } {
  if ("env" in reference) {
    const value = around.env[reference.env];
    const where = `the environment variable ${reference.env}`;
    return value === undefined ? { where } : { value, where };
  }
  const path = resolve(around.folder, reference.file);
  try {
    return { value: readFileSync(path, "utf8").replace(/\r?\n$/, ""), where: `the file ${path}` };
  } catch {
    return { where: `the file ${path}` };
  }
}

/**
 * A value that must not stand in the file: `{env: NAME}` or `{file: path}`. Reports name the
 * place and never the value. `min` is the least length; placeholders left by a template are refused.
 */
export const secret = (around: Surroundings, min = 1) =>
  z
    .union([z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/) }), z.strictObject({ file: z.string().min(1) })], {
      error: "{env: NAME} or {file: path}",
    })
    .transform((reference, context) => {
      const { value, where } = readSecret(reference, around);
      if (value === undefined || value === "") {
        mistake(context, `a value in ${where}`, "nothing there");
      } else if (placeholder.test(value)) {
        mistake(context, `a secret of your own in ${where}`, "a known default");
      } else if (value.length < min) {
        mistake(context, `at least ${min} characters in ${where}`, `${value.length} characters`);
      } else if (min >= 32 && new Set(value).size < 10) {
        mistake(context, `a random value in ${where} (for example from openssl rand -base64 48)`, "a value that is easily guessed");
      } else {
        return value;
      }
      return z.NEVER;
    });

/** Certificates of an authority, PEM, by the same reference as a secret. */
export const certificates = (around: Surroundings) =>
  secret(around).transform((value, context) => {
    if (value.includes("-----BEGIN CERTIFICATE-----")) return value;
    mistake(context, "PEM certificates", "something else in it");
    return z.NEVER;
  });
