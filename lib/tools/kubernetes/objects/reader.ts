import type { z } from "zod";
import { CastorError, collectionPath, isCastorError, objectPath, type ClusterEvent, type KnownKind, type ObjectRef } from "@/lib/model";
import type { Ask, Headers, Query, Wire } from "@/lib/wire";
import { clusterEvent } from "../events";
import { event, listOf } from "../schema";
import { fieldNotes, type FieldNotes } from "./field-notes";
import { kindNames, type KindNames } from "./kind-names";
import type { Memory } from "./memory";
import { kubeObject, manifestListSchema, manifestSchema, type KubeObject } from "./kube-object";

/** Objects of one list as far as they were asked for. */
export interface Listed {
  readonly objects: readonly KubeObject[];
  /** How many more there are than were asked for, where the API server tells; at least 1 where it only says that there are. */
  readonly more: number;
}

/**
 * Reads what one page needs with the person's rights, each thing once. What is forbidden or cannot be
 * had is left out and noted, because a page with a gap is better than none.
 */
export interface Reader {
  readonly names: KindNames;
  readonly headers: Headers;
  /** The object the page is about: throws where it cannot be read. */
  need(ref: ObjectRef): Promise<KubeObject>;
  /** Another object; undefined where it cannot be read, and whether that is because it is not there. */
  maybe(ref: ObjectRef): Promise<{ readonly object?: KubeObject; readonly gone?: true }>;
  list(kind: KnownKind, where: Where): Promise<Listed>;
  /** Events by field selector, newest first. */
  events(namespace: string | undefined, fieldSelector: string | undefined): Promise<readonly TiedEvent[]>;
  /** What the schema of a kind says of its fields; remembered, as it is large. */
  notes(ref: ObjectRef): Promise<FieldNotes>;
  /** Lines of a container's log; undefined where there is none to be had. */
  log(pod: ObjectRef, query: Query): Promise<readonly string[] | undefined>;
  /** What is asked again only after so many ms, because it is costly and changes slowly. */
  slowly<T>(key: string, ms: number, work: () => Promise<T>): Promise<T>;
  /** What could not be read, in sentences. */
  readonly unread: ReadonlySet<string>;
}

export interface Where {
  readonly namespace?: string | undefined;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** Objects at most (200). */
  readonly limit?: number;
}

/** An event and the uid of what it is about. */
export interface TiedEvent extends ClusterEvent {
  readonly about: string;
}

const tiedEvent = event.extend({ involvedObject: event.shape.involvedObject.loose() });
const eventList = listOf(tiedEvent);

/** Colours and other wishes to a terminal. */
const ansi = /\u001b\[[0-9;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f]/g;

const is = (error: unknown, ...codes: readonly string[]) => isCastorError(error) && codes.includes(error.code);
const plural = (what: string, namespace: string | undefined) => (namespace === undefined ? what : `${what} in ${namespace}`);

export interface ReaderParts {
  readonly wire: Wire;
  readonly headers: Headers;
  readonly signal?: AbortSignal | undefined;
  readonly memory: Memory;
}

export function createReader({ wire, headers, signal, memory }: ReaderParts): Reader {
  const unread = new Set<string>();
  const asked = new Map<string, Promise<unknown>>();
  const names = kindNames(wire);

  /** Each question once for each page, however many ask it. */
  function get<S extends z.ZodType>(path: string, schema: S, ask: Ask = {}): Promise<z.output<S>> {
    const key = `${path} ${JSON.stringify(ask.query ?? {})}`;
    const found = asked.get(key) ?? wire.get(path, schema, { ...ask, headers, signal });
    asked.set(key, found);
    return found as Promise<z.output<S>>;
  }

  function note(error: unknown, what: string): void {
    // What is not there is not a gap: a kind that the cluster does not serve, an object that has just gone.
    if (is(error, "not-found")) return;
    if (signal?.aborted === true) throw error;
    unread.add(is(error, "forbidden") ? `You may not read ${what}.` : `Castor could not read ${what}: ${isCastorError(error) ? error.message : "something failed."}`);
  }

  return {
    names,
    headers,
    unread,
    async slowly(key, ms, work) {
      const { value, notes } = await memory.keep(key, ms, async () => {
        const before = new Set(unread);
        const made = await work();
        return { value: made, notes: [...unread].filter((sentence) => !before.has(sentence)) };
      });
      for (const sentence of notes) unread.add(sentence);
      return value;
    },
    async need(ref) {
      const where = ref.namespace === undefined ? "" : ` in ${ref.namespace}`;
      try {
        return kubeObject(await get(objectPath(ref), manifestSchema), ref);
      } catch (error) {
        if (is(error, "not-found")) throw new CastorError("not-found", `There is no ${ref.kind} ${ref.name}${where}.`);
        if (is(error, "forbidden")) throw new CastorError("forbidden", `Kubernetes does not let you read ${ref.resource}${ref.group === "" ? "" : `.${ref.group}`}${where}.`);
        throw error;
      }
    },
    async maybe(ref) {
      try {
        return { object: kubeObject(await get(objectPath(ref), manifestSchema), ref) };
      } catch (error) {
        note(error, `the ${ref.kind} ${ref.name}`);
        return is(error, "not-found") ? { gone: true } : {};
      }
    },
    async list(kind, { namespace, labelSelector, fieldSelector, limit = 200 }) {
      try {
        const { items, metadata } = await get(collectionPath(kind, namespace), manifestListSchema, { query: { labelSelector, fieldSelector, limit } });
        const more = metadata?.continue ? Math.max(1, metadata.remainingItemCount ?? 1) : 0;
        return { objects: items.map((item) => kubeObject(item, kind)), more };
      } catch (error) {
        note(error, plural(kind.resource, namespace));
        return { objects: [], more: 0 };
      }
    },
    async events(namespace, fieldSelector) {
      try {
        const { items } = await get(collectionPath({ group: "", version: "v1", resource: "events" }, namespace), eventList, { query: { fieldSelector, limit: 500 } });
        const found = items.map((item) => ({ ...clusterEvent(item), about: typeof item.involvedObject["uid"] === "string" ? item.involvedObject["uid"] : "" }));
        return found.sort((a, b) => b.last - a.last || (a.id < b.id ? -1 : 1));
      } catch (error) {
        note(error, plural("events", namespace));
        return [];
      }
    },
    notes: (ref) => memory.keep(`notes ${ref.group}/${ref.version}/${ref.kind}`, 600_000, () => fieldNotes(wire, ref, headers, signal)),
    async log(pod, query) {
      try {
        const text = await wire.text(objectPath(pod, "log"), { query: { limitBytes: 16_384, ...query }, headers, signal });
        return text.split("\n").map((line) => line.replace(ansi, "")).filter((line) => line !== "");
      } catch (error) {
        // A container that never ran has no log: the API server calls that a bad request.
        if (!is(error, "invalid")) note(error, `the log of ${pod.name}`);
        return undefined;
      }
    },
  };
}

