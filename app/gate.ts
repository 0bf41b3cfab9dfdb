import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { CastorError, httpStatus, problemOf } from "@/lib/model/problem";
import type { Cluster, Person } from "@/lib/model";
import { portal } from "@/lib/portal";

/** The header in which `server.ts` tells pages their own path and query; a client's own is removed there. */
const pathHeader = "x-castor-path";

/** The person behind the page that is being rendered; asked once however many parts of it want to know. */
export const currentPerson = cache(async (): Promise<Person | undefined> => portal().person((await headers()).get("cookie")));

/** The signed-in person, or a redirect to the sign-in page that comes back here. For pages. */
export async function requirePerson(): Promise<Person> {
  const person = await currentPerson();
  if (person !== undefined) return person;
  redirect(`/sign-in?to=${encodeURIComponent((await headers()).get(pathHeader) ?? "/")}`);
}

/** The cluster, where the person may see it; what may not be seen is not found. For pages. */
export function visibleCluster(person: Person, id: string): Cluster {
  return portal().clusters(person).find((cluster) => cluster.id === id) ?? notFound();
}

/**
 * Answers a route with what `work` returns, as JSON or as the Response that it made, for a signed-in person. Signed out is 401,
 * a problem its own status; the body of an error is `{"error":{"code","message"}}`.
 */
export async function answer(request: Request, work: (person: Person) => unknown): Promise<Response> {
  try {
    const person = await portal().person(request.headers.get("cookie"));
    if (person === undefined) throw new CastorError("unauthorized", "Sign in first.");
    const made = await work(person);
    return made instanceof Response ? made : Response.json(made, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === "internal") portal().log.error({ err: error }, "a route failed");
    return Response.json({ error: problem }, { status: httpStatus(problem.code), headers: { "cache-control": "no-store" } });
  }
}

/** Refuses a mutation that another site's page caused. */
export function requireSameOrigin(request: Request): void {
  portal().requireSameOrigin(request.headers);
}

/** More than any page of Castor sends to a route, bytes. */
const mostBody = 64 * 1024;

/** The JSON of a request's body, undefined where it is none; `too-large` as soon as it is known to be. */
export async function jsonBody(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > mostBody) throw new CastorError("too-large", "This is more than Castor takes.");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}
