import { portal } from "@/lib/portal";

/** Castor can serve: its Store answers. Upstreams do not count, or one would take the portal down with it. */
export async function GET(): Promise<Response> {
  const ready = await portal().ready();
  return Response.json({ status: ready ? "ok" : "unavailable" }, { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}

export const dynamic = "force-dynamic";
