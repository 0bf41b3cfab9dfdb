import { answer } from "@/app/gate";
import { readAuditFilter } from "@/lib/model/audit-query";
import { portal } from "@/lib/portal";

/**
 * What was changed, newest first: `{"entries": AuditEntry[]}` for an `AuditFilter` in the query; with
 * `format=csv` or `format=json` all that match, as a file.
 */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const format = query.get("format");
  return answer(request, async (person) => {
    const filter = readAuditFilter(query);
    if (format !== "csv" && format !== "json") return { entries: await portal().audit(person, filter, request.signal) };
    return file(await portal().auditExport(person, filter, format, request.signal), format);
  });
}

function file(pieces: AsyncIterable<string>, format: "csv" | "json"): Response {
  const type = format === "csv" ? "text/csv; charset=utf-8" : "application/json";
  const name = `castor-audit-${new Date().toISOString().slice(0, 10)}.${format}`;
  return new Response(streamed(pieces[Symbol.asyncIterator]()), {
    headers: { "content-type": type, "content-disposition": `attachment; filename="${name}"`, "cache-control": "no-store" },
  });
}

function streamed(pieces: AsyncIterator<string>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(control) {
      const next = await pieces.next();
      if (next.done === true) control.close();
      else control.enqueue(new TextEncoder().encode(next.value));
    },
    cancel: async () => void (await pieces.return?.()),
  });
}
