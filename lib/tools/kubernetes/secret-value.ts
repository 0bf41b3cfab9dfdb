import { z } from "zod";
import { CastorError } from "@/lib/model";
import { path, type Headers, type Wire } from "@/lib/wire";

const secret = z.object({ metadata: z.object({ resourceVersion: z.string().optional() }).optional(), data: z.record(z.string(), z.string()).nullish() });

export interface SecretKey {
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

/** One value of a Secret, as those in whose name the headers ask may read it. Throws `not-found` where there is no such key. */
export async function secretValue(wire: Wire, { namespace, name, key }: SecretKey, headers: Headers, signal?: AbortSignal): Promise<{ readonly value: Buffer; readonly version?: string }> {
  const found = await wire.get(path`/api/v1/namespaces/${namespace}/secrets/${name}`, secret, { headers, signal });
  const { data } = found;
  const encoded = data && Object.hasOwn(data, key) ? data[key] : undefined;
  if (encoded === undefined) throw new CastorError("not-found", `The Secret ${name} has no key ${key}.`);
  const version = found.metadata?.resourceVersion;
  return { value: Buffer.from(encoded, "base64"), ...(version === undefined ? {} : { version }) };
}
