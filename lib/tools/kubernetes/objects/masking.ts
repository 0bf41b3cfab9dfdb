import { field } from "./field";

/** What stands for a value that nobody should read over a shoulder. */
export const masked = "••••••••";

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

type Manifest = Readonly<Record<string, unknown>>;

const maskedData = (data: unknown): unknown => Object.fromEntries(field(data).entries.map(([key]) => [key, masked]));

function maskedBody(body: Manifest): Manifest {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, key === "data" || key === "stringData" ? maskedData(value) : value]));
}

/** What `kubectl apply` remembers holds the values too. What cannot be read as a manifest is left out whole. */
function maskedLastApplied(text: unknown): string {
  try {
    const body: unknown = JSON.parse(String(text));
    if (typeof body !== "object" || body === null || Array.isArray(body)) return masked;
    return JSON.stringify(maskedBody(body as Manifest));
  } catch {
    return masked;
  }
}

/** A Secret without its values, wherever they stand in it. */
export function maskedSecret(secret: Manifest): Manifest {
  const metadata = (secret["metadata"] ?? {}) as Manifest;
  const annotations = field(metadata["annotations"]).entries.map(([key, value]) => [key, key === lastApplied ? maskedLastApplied(value.raw) : value.raw]);
  return { ...maskedBody(secret), metadata: { ...metadata, ...(annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) as Manifest }) } };
}

/** How many bytes each value of a Secret has. */
export function secretSizes(secret: Manifest): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(field(secret["data"]).texts).map(([key, value]) => [key, Buffer.from(value, "base64").length]));
}
