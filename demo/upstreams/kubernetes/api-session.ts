import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createWorld } from "../../world/world";
import type { World } from "../../world/world";
import { castorAccount } from "./account";
import { createKubernetes } from "./kubernetes";
import type { Kubernetes } from "./kubernetes";

const person = (name: string, ...groups: string[]) => ({ name, groups: [...groups, "system:authenticated"] });
/** Those who have a token in tests: the token is the name. */
export const testTokens = { castor: castorAccount, admin: person("admin", "castor-admins"), p47: person("p47-staff", "p47-beamline"), i22: person("i22-staff", "i22-beamline"), visitor: person("visitor") };

export interface Item {
  readonly metadata: Readonly<Record<string, string>>;
  readonly [more: string]: unknown;
}

/** What the API server said: an object, a list, a Table or a Status. */
export interface Answer {
  readonly status: number;
  readonly warning: string | null;
  readonly body: Readonly<Record<string, unknown>> & { readonly items: readonly Item[]; readonly metadata: Readonly<Record<string, string | number>>; readonly message?: string };
}

/** One message of a watch. */
export interface Told {
  readonly type: string;
  readonly object: { readonly kind: string; readonly code?: number; readonly metadata: Readonly<Record<string, string>>; readonly [more: string]: unknown };
}

/** An API server on a port of its own, and a client that only knows HTTP. */
export interface ApiSession {
  readonly api: Kubernetes;
  readonly base: string;
  ask(path: string, token?: string, init?: RequestInit): Promise<Answer>;
  /** Writes JSON; a PATCH needs the language of the patch. */
  send(method: string, path: string, body: unknown, token?: string, type?: string): Promise<Answer>;
  /** Reads a watch line by line until one satisfies, then leaves. `begun` is called when the stream is open. */
  until(path: string, wanted: (told: Told) => boolean, begun?: () => void): Promise<readonly Told[]>;
  stop(): void;
}

export async function apiSession(world: World = createWorld({ clock: Date.now, seed: 1, host: false }), cluster = "pollux"): Promise<ApiSession> {
  const api = createKubernetes({ world, cluster, tokens: testTokens });
  const server = createServer(api);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask: ApiSession["ask"] = async (path, token = "admin", init = {}) => {
    const response = await fetch(base + path, { ...init, headers: { ...(token === "" ? {} : { authorization: `Bearer ${token}` }), ...(init.headers as Record<string, string> | undefined) } });
    return { status: response.status, warning: response.headers.get("warning"), body: (await response.json()) as Answer["body"] };
  };
  return {
    api,
    base,
    ask,
    send: (method, path, body, token, type = "application/json") => ask(path, token, { method, body: JSON.stringify(body), headers: { "content-type": type } }),
    async until(path, wanted, begun) {
      const leaving = new AbortController();
      const response = await fetch(base + path, { headers: { authorization: "Bearer admin" }, signal: leaving.signal });
      begun?.();
      const told: Told[] = [];
      let rest = "";
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        told.push(...lines.map((line) => JSON.parse(line) as Told));
        if (told.some(wanted)) break;
      }
      leaving.abort();
      return told;
    },
    stop() {
      api.stop();
      server.closeAllConnections();
      server.close();
    },
  };
}

export const namesOf = ({ body }: Answer) => body.items.map(({ metadata }) => metadata.name);
