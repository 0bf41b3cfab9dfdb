import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { CastorError } from "@/lib/model";

/** A release as Helm 3 and 4 keep it: base64 of gzip of JSON, and base64 once more by Kubernetes. */
const release = z.object({
  name: z.string(),
  version: z.number(),
  info: z.object({ status: z.string().nullish(), last_deployed: z.string().nullish(), description: z.string().nullish(), notes: z.string().nullish() }).nullish(),
  chart: z
    .object({ metadata: z.object({ name: z.string().nullish(), version: z.string().nullish(), appVersion: z.string().nullish() }).nullish(), values: z.record(z.string(), z.unknown()).nullish() })
    .nullish(),
  config: z.record(z.string(), z.unknown()).nullish(),
});
export type HelmRelease = z.output<typeof release>;

/** What a release may unpack to, bytes: a small archive can hold a very large text. */
const mostBytes = 32 * 1024 * 1024;

/** Reads the value of `data.release` of a Secret of type `helm.sh/release.v1`. */
export function decodeRelease(data: string): HelmRelease {
  try {
    const packed = Buffer.from(Buffer.from(data, "base64").toString("latin1"), "base64");
    // Releases older than Helm 2.7 are not compressed.
    const plain = packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync(packed, { maxOutputLength: mostBytes }) : packed;
    return release.parse(JSON.parse(plain.toString("utf8")));
  } catch (error) {
    throw new CastorError("unexpected-shape", "This Helm release cannot be read.", { detail: error instanceof Error ? error.name : "unknown failure" });
  }
}

const secretName = /pass(?:word|wd|phrase)?|secret|token|credential|private|api-?key|access-?key|auth|dsn|connection-?string|cert|\.?key$/i;
const secretText = /-----BEGIN|\/\/[^/\s:@]+:[^/\s@]+@|^(?:eyJ|gh[pousr]_|xox[abp]-|AKIA)/;

/** Values with everything that looks like a secret masked: charts put passwords among them. */
export function masked(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((each) => masked(each, name));
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each, key)]));
  const hidden = (typeof value === "string" || typeof value === "number") && value !== "" && (secretName.test(name) || secretText.test(String(value)));
  return hidden ? "••••••" : value;
}
