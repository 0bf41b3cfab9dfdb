import { setMaxListeners } from "node:events";
import { Agent, type Dispatcher } from "undici";
import type { z } from "zod";
import { CastorError, isCastorError, logLevel } from "@/lib/model/problem";
import { drop, excerpt, limited } from "./body";
import { breakdown, refusal, systemCode } from "./failure";
import type { PassAsk, Passed } from "./pass";
import { joined, queryString, type Query } from "./path";
import { redacted, secretsOf, type Headers } from "./redact";

/** What one question may add to the wire's own settings. */
export interface Ask {
  readonly query?: Query;
  readonly headers?: Headers;
  readonly signal?: AbortSignal | undefined;
  /** For the whole exchange, from connecting to the last byte. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Is told the upstream's own time (its header `Date`, whole seconds) as ms since the epoch, where it gives one. */
  readonly clock?: (at: number) => void;
}

/** How to trust the upstream and to be trusted by it; PEM texts. */
export interface WireTls {
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  /** The name on the certificate, where it is not the URL's host. */
  readonly servername?: string;
  /** Accept any certificate. */
  readonly insecure?: boolean;
}

export interface WireOptions {
  /** How a person calls the upstream: "Prometheus of Pollux". It begins every sentence about its failures. */
  readonly name: string;
  /** The fixed base; a user and password in it are sent as basic authentication and never shown. */
  readonly url: string;
  readonly tls?: WireTls;
  /** Asked before every request, so that tokens can change. */
  readonly headers?: () => Headers | Promise<Headers>;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Connections kept to the upstream at most. */
  readonly connections?: number;
  readonly log?: { info(fields: object, message: string): void; warn(fields: object, message: string): void; error(fields: object, message: string): void };
}

/** The way to one upstream. Every method throws only {@link CastorError}. */
export interface Wire {
  readonly name: string;
  get<S extends z.ZodType>(path: string, schema: S, ask?: Ask): Promise<z.output<S>>;
  /** Sends JSON, or a form when the body is `URLSearchParams`. */
  post<S extends z.ZodType>(path: string, body: unknown, schema: S, ask?: Ask): Promise<z.output<S>>;
  /** Takes something away; what is answered is not read. */
  delete(path: string, ask?: Ask): Promise<void>;
  /** Plain text, for exporters; a web page is refused. */
  text(path: string, ask?: Ask): Promise<string>;
  /** Only whether and how it answers, for what has nothing to read; any status counts. */
  status(path: string, ask?: Ask): Promise<number>;
  /** Hands a request on and its answer back without reading either: any status, no limit of size or length. */
  pass(path: string, ask: PassAsk): Promise<Passed>;
  /** Ends every connection and request. */
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly html: boolean;
  readonly body: string;
  readonly question: string;
}

type Method = "GET" | "POST" | "DELETE";

const broken = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);
const worthLogging = new Set(["unreachable", "timeout", "unexpected-shape", "too-large", "unauthorized", "internal"]);

/** The one outbound HTTP client: fixed base, time and size limits, checked answers, no redirects, no secrets in errors. */
export function createWire(options: WireOptions): Wire {
  const { name, tls = {}, log } = options;
  const base = new URL(options.url);
  const basic = base.username === "" ? undefined : `Basic ${Buffer.from(`${decodeURIComponent(base.username)}:${decodeURIComponent(base.password)}`).toString("base64")}`;
  const agentOf = (connections: number | null) =>
    new Agent({
      connections,
      pipelining: 1,
      keepAliveTimeout: 60_000,
      keepAliveMaxTimeout: 300_000,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: {
        timeout: options.timeoutMs ?? 5_000,
        ...(tls.ca === undefined ? {} : { ca: tls.ca }),
        ...(tls.cert === undefined ? {} : { cert: tls.cert }),
        ...(tls.key === undefined ? {} : { key: tls.key }),
        ...(tls.servername === undefined ? {} : { servername: tls.servername }),
        ...(tls.insecure === true ? { rejectUnauthorized: false } : {}),
      },
    });
  const agent = agentOf(options.connections ?? 16);
  // Watches and followed logs hold their connections for hours: they must not use up the others'.
  const long = agentOf(null);
  let failing = false;

  async function request(method: Method, at: string, headers: Headers, body: string | null, signal: AbortSignal) {
    const send = () =>
      agent.request({ origin: base.origin, path: at, method, headers: headers as Record<string, string | string[]>, body, signal });
    try {
      return await send();
    } catch (error) {
      // A kept connection may have been closed just as it was used; reading, or taking away, twice is the same as once.
      if (method !== "POST" && !signal.aborted && broken.has(systemCode(error))) return await send();
      throw error;
    }
  }

  async function exchange(method: Method, suffix: string, content: unknown, ask: Ask, read: Read): Promise<Answer> {
    const question = `${method} ${suffix}`;
    const target = joined(base, suffix) + queryString(ask.query);
    const form = content instanceof URLSearchParams;
    const headers: Headers = {
      accept: "application/json",
      ...(basic === undefined ? {} : { authorization: basic }),
      ...(content === undefined ? {} : { "content-type": form ? "application/x-www-form-urlencoded" : "application/json" }),
      ...(await options.headers?.()),
      ...ask.headers,
    };
    checkHeaders(headers);
    const control = new AbortController();
    const deadline = setTimeout(() => control.abort(new DOMException("deadline", "TimeoutError")), ask.timeoutMs ?? options.timeoutMs ?? 5_000);
    const follow = () => control.abort(ask.signal?.reason);
    if (ask.signal !== undefined) {
      if (ask.signal.aborted) follow();
      // One question of a person is often a dozen to an upstream, all under the same signal.
      setMaxListeners(0, ask.signal);
      ask.signal.addEventListener("abort", follow, { once: true });
    }
    try {
      const answer = await request(method, target, headers, content === undefined ? null : form ? content.toString() : JSON.stringify(content), control.signal);
      const told = Date.parse(String(answer.headers["date"] ?? ""));
      if (!Number.isNaN(told)) ask.clock?.(told);
      const html = /text\/html/i.test(String(answer.headers["content-type"] ?? ""));
      return { ...(await read(answer, secretsOf(headers, ask.query))), html, status: answer.statusCode, question };
    } catch (error) {
      if (isCastorError(error)) throw error;
      if (!control.signal.aborted) throw breakdown(name, question, error);
      const late = (control.signal.reason as { name?: unknown } | undefined)?.name === "TimeoutError";
      throw late
        ? new CastorError("timeout", `${name} does not answer in time.`, { detail: `deadline on ${question}` })
        : new CastorError("unreachable", `${name} was not asked to the end.`, { detail: `given up by the caller: ${question}` });
    } finally {
      clearTimeout(deadline);
      ask.signal?.removeEventListener("abort", follow);
    }
  }

  async function pass(suffix: string, ask: PassAsk): Promise<Passed> {
    const question = `${ask.method} ${suffix}`;
    const target = joined(base, suffix) + (ask.query ?? "");
    const headers: Headers = { ...(basic === undefined ? {} : { authorization: basic }), ...(await options.headers?.()), ...ask.headers };
    checkHeaders(headers);
    const begin = AbortSignal.timeout(ask.beginMs ?? 30_000);
    const control = new AbortController();
    const late = () => control.abort(begin.reason);
    const follow = () => control.abort(ask.signal?.reason);
    begin.addEventListener("abort", late, { once: true });
    if (ask.signal?.aborted === true) follow();
    ask.signal?.addEventListener("abort", follow, { once: true });
    try {
      const { statusCode, headers: answered, body } = await long.request({
        origin: base.origin,
        path: target,
        method: ask.method,
        headers: headers as Record<string, string | string[]>,
        body: ask.body ?? null,
        signal: control.signal,
      });
      body.once("close", () => ask.signal?.removeEventListener("abort", follow));
      return { status: statusCode, headers: answered, body };
    } catch (error) {
      ask.signal?.removeEventListener("abort", follow);
      if (begin.aborted) throw new CastorError("timeout", `${name} does not answer in time.`, { detail: `no beginning of ${question}` });
      if (ask.signal?.aborted === true) throw new CastorError("unreachable", `${name} was not asked to the end.`, { detail: `given up by the caller: ${question}` });
      throw breakdown(name, question, error);
    } finally {
      begin.removeEventListener("abort", late);
    }
  }

  type Read = (answer: Dispatcher.ResponseData, secrets: readonly string[]) => Promise<{ body: string }>;

  const whole = (ask: Ask, question: string): Read => async (answer, secrets) => {
    if (answer.statusCode >= 200 && answer.statusCode < 300) {
      const declared = Number(answer.headers["content-length"] ?? 0);
      return { body: await limited(name, answer.body, declared, ask.maxBytes ?? options.maxBytes ?? 16 * 1024 * 1024) };
    }
    throw refusal(name, answer.statusCode, question, redacted(await excerpt(answer.body), secrets));
  };

  async function data<S extends z.ZodType>(method: "GET" | "POST", suffix: string, content: unknown, schema: S, ask: Ask): Promise<z.output<S>> {
    const answer = await exchange(method, suffix, content, ask, whole(ask, `${method} ${suffix}`));
    if (answer.html || /^\s*</.test(answer.body)) throw webPage(name, answer.question);
    let value: unknown;
    try {
      value = JSON.parse(answer.body);
    } catch {
      throw new CastorError("unexpected-shape", `${name} answered with something that is not JSON.`, { detail: `no JSON from ${answer.question}` });
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const issues = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join(".") || "(top)"}: ${issue.message}`);
    throw new CastorError("unexpected-shape", `${name} answered in a form that Castor does not know.`, { detail: `${answer.question}: ${issues.join("; ")}` });
  }

  /** Tells the log when the upstream begins to fail and when it is well again, not every time in between. */
  async function noted<T>(work: Promise<T>): Promise<T> {
    try {
      const value = await work;
      if (failing) log?.info({ upstream: name }, "an upstream answers again");
      failing = false;
      return value;
    } catch (error) {
      const own = isCastorError(error) ? error : breakdown(name, "a request", error);
      if (worthLogging.has(own.code) && !/^given up/.test(own.detail ?? "")) {
        if (!failing) log?.[logLevel(own.code)]({ upstream: name, code: own.code, detail: own.detail }, own.message);
        failing = true;
      }
      throw own;
    }
  }

  return {
    name,
    get: (path, schema, ask = {}) => noted(data("GET", path, undefined, schema, ask)),
    post: (path, body, schema, ask = {}) => noted(data("POST", path, body, schema, ask)),
    delete: (path, ask = {}) => noted(exchange("DELETE", path, undefined, ask, whole(ask, `DELETE ${path}`)).then(() => undefined)),
    text: (path, ask = {}) =>
      noted(
        exchange("GET", path, undefined, { ...ask, headers: { accept: "text/plain", ...ask.headers } }, whole(ask, `GET ${path}`)).then((answer) => {
          if (answer.html) throw webPage(name, answer.question);
          return answer.body;
        }),
      ),
    status: (path, ask = {}) =>
      noted(
        exchange("GET", path, undefined, { ...ask, headers: { accept: "*/*", ...ask.headers } }, (answer) => {
          drop(answer.body);
          return Promise.resolve({ body: "" });
        }).then(({ status }) => status),
      ),
    pass: (path, ask) => noted(pass(path, ask)),
    close: async () => {
      await Promise.all([agent.destroy(), long.destroy()]);
    },
  };
}

function webPage(name: string, question: string): CastorError {
  return new CastorError("unexpected-shape", `${name} answered with a web page instead of data; is its URL right?`, { detail: `HTML from ${question}` });
}

/** Refuses what could end a header's line: one line of a group's name must not become another header. */
function checkHeaders(headers: Headers): void {
  for (const [name, value] of Object.entries(headers)) {
    if ([name, value].flat().some((text) => /[\u0000-\u0008\u000a-\u001f\u007f]/.test(text) || /[^\u0000-\u00ff]/.test(text))) {
      throw new CastorError("invalid", "A name with control characters cannot be sent on.", { detail: `refused a value of the header ${JSON.stringify(name)}` });
    }
  }
}
