import { applyPatch } from "rfc6902";
import type { Operation } from "rfc6902";
import { isObject } from "../json-value";
import { badRequest, invalidPatch, Refusal } from "../status";

/** RFC 6902. Throws a Refusal that names what could not be done. */
export function jsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch) || !patch.every((operation) => isObject(operation) && typeof operation.op === "string" && typeof operation.path === "string")) {
    throw new Refusal(badRequest("error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch"));
  }
  const patched: unknown = structuredClone(target);
  const operations = patch as Operation[];
  const results = applyPatch(patched, operations);
  results.forEach((error, index) => {
    const operation = operations[index];
    if (error === null || operation === undefined) return;
    if (operation.op === "test") throw new Refusal(invalidPatch(`testing value ${operation.path} failed: test failed`));
    throw new Refusal(invalidPatch(`${operation.op} operation does not apply: doc is missing path: ${operation.path}: missing value`));
  });
  return patched;
}
