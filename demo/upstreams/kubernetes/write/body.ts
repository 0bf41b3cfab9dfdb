import type { IncomingMessage } from "node:http";
import { parse } from "yaml";
import { badRequest, Refusal, requestTooLarge, unsupportedMediaType } from "../status";

/** What an object may be sent as. */
const objectTypes = ["application/json", "application/yaml"];
const largest = 3 * 2 ** 20;

/** The media type of what was sent, without parameters. */
export function sentType(request: IncomingMessage): string {
  return (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** Reads the whole body as text. Throws a Refusal when it is larger than the API takes. */
export async function sentText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw new Refusal(requestTooLarge(largest));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Reads JSON or, where it is said to be, YAML. Throws a Refusal for anything that is neither. */
export async function sentValue(request: IncomingMessage, yaml = sentType(request) === "application/yaml"): Promise<unknown> {
  const text = await sentText(request);
  try {
    return yaml ? (parse(text) as unknown) : (JSON.parse(text) as unknown);
  } catch (error) {
    throw new Refusal(badRequest(`error decoding request: ${error instanceof Error ? error.message : String(error)}`));
  }
}

/** Reads an object. Throws a Refusal for anything else. */
export async function sentObject(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const type = sentType(request);
  if (type !== "" && !objectTypes.includes(type) && type !== "text/plain") throw new Refusal(unsupportedMediaType(objectTypes));
  const value = await sentValue(request);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refusal(badRequest("the object provided is unrecognized (must be of type object)"));
  return value as Record<string, unknown>;
}
