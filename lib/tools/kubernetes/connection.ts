import type { RequestOptions } from "node:https";
import type { KubeConfig } from "@kubernetes/client-node";
import { CastorError, isCastorError } from "@/lib/model";
import { createWire, type Headers, type Wire, type WireOptions, type WireTls } from "@/lib/wire";
import { readUrl } from "@/lib/model/read-url";

/** The ways to a Kubernetes API that the settings know. */
export type KubernetesAccess =
  | { readonly via: "url"; readonly url: string; readonly token: string; readonly ca?: string | undefined }
  | { readonly via: "context"; readonly context: string; readonly kubeconfig?: string | undefined }
  | { readonly via: "in-cluster" };

type Log = NonNullable<WireOptions["log"]>;

/** How long a kubeconfig's credentials are used before they are asked for again, ms: tokens rotate. */
const credentialsLast = 10_000;

function load(config: KubeConfig, access: Exclude<KubernetesAccess, { via: "url" }>): void {
  if (access.via === "in-cluster") return config.loadFromCluster();
  if (access.kubeconfig === undefined) config.loadFromDefault();
  else config.loadFromFile(access.kubeconfig);
  if (config.getContextObject(access.context) === null) {
    throw new CastorError("invalid", `The kubeconfig has no context ${access.context}.`);
  }
  config.setCurrentContext(access.context);
}

async function options(config: KubeConfig, name: string): Promise<RequestOptions> {
  const found: RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(found);
  } catch (error) {
    // The message may hold what a credential plugin printed: only its kind is told.
    throw new CastorError("unauthorized", `Castor has no valid credentials for ${name}.`, { detail: error instanceof Error ? error.name : "unknown failure" });
  }
  return found;
}

function headersOf({ headers, auth }: RequestOptions): Headers {
  const authorization = (headers as Record<string, unknown> | undefined)?.["Authorization"];
  if (typeof authorization === "string") return { authorization };
  return typeof auth === "string" ? { authorization: `Basic ${Buffer.from(auth).toString("base64")}` } : {};
}

function tlsOf({ ca, cert, key, rejectUnauthorized, servername }: RequestOptions & { servername?: string | undefined }): WireTls {
  const pem = (value: unknown) => (typeof value === "string" || Buffer.isBuffer(value) ? value : undefined);
  const [ownCa, ownCert, ownKey] = [pem(ca), pem(cert), pem(key)];
  return {
    ...(ownCa === undefined ? {} : { ca: ownCa }),
    ...(ownCert === undefined ? {} : { cert: ownCert }),
    ...(ownKey === undefined ? {} : { key: ownKey }),
    ...(servername === undefined ? {} : { servername }),
    insecure: rejectUnauthorized === false,
  };
}

async function fromKubeConfig(access: Exclude<KubernetesAccess, { via: "url" }>, { name, log, bare }: ConnectionOptions): Promise<Wire> {
  // Loaded only where it is needed: the library takes a third of a second to start.
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  try {
    load(config, access);
  } catch (error) {
    if (isCastorError(error)) throw error;
    throw new CastorError("invalid", `The configuration for ${name} cannot be read.`, { detail: error instanceof Error ? error.name : "unknown failure" });
  }
  const cluster = config.getCurrentCluster();
  const server = cluster?.server;
  if (server?.startsWith("http:") && cluster?.skipTLSVerify !== true) {
    throw new CastorError("invalid", `The kubeconfig would send credentials for ${name} unencrypted; say insecure-skip-tls-verify where that is meant.`);
  }
  if (server === undefined || readUrl(server) === undefined) throw new CastorError("invalid", `The configuration for ${name} names no server.`);
  const first = await options(config, name);
  if (bare === true) {
    const { cert: _cert, key: _key, ...trust } = tlsOf(first);
    return createWire({ name, url: server, tls: trust, timeoutMs: 10_000, ...(log === undefined ? {} : { log }) });
  }
  let credentials = { at: Date.now(), headers: headersOf(first) };
  return createWire({
    name,
    url: server,
    tls: tlsOf(first),
    timeoutMs: 10_000,
    ...(log === undefined ? {} : { log }),
    headers: async () => {
      if (Date.now() - credentials.at > credentialsLast) credentials = { at: Date.now(), headers: headersOf(await options(config, name)) };
      return credentials.headers;
    },
  });
}

export interface ConnectionOptions {
  readonly name: string;
  readonly log?: Log;
  /**
   * Without any credentials of Castor's own, for clusters that take people's tokens. A client
   * certificate above all: the API server would believe it before the token.
   */
  readonly bare?: boolean;
}

/**
 * The wire to a cluster's Kubernetes API with Castor's own credentials: a URL with a token, a
 * kubeconfig's context (client certificates, tokens, credential plugins), or the service account
 * of the pod. Made when it is first used, and again when that failed, so that starting needs no cluster.
 */
export function kubernetesWire(access: KubernetesAccess, connection: ConnectionOptions): Wire {
  const { name, log, bare } = connection;
  if (access.via === "url") {
    const { url, token, ca } = access;
    return createWire({
      name,
      url,
      timeoutMs: 10_000,
      ...(bare === true ? {} : { headers: () => ({ authorization: `Bearer ${token}` }) }),
      ...(ca === undefined ? {} : { tls: { ca } }),
      ...(log === undefined ? {} : { log }),
    });
  }
  let made: Promise<Wire> | undefined;
  const wire = () =>
    (made ??= fromKubeConfig(access, connection).catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
  return {
    name,
    get: async (path, schema, ask) => (await wire()).get(path, schema, ask),
    post: async (path, body, schema, ask) => (await wire()).post(path, body, schema, ask),
    delete: async (path, ask) => (await wire()).delete(path, ask),
    text: async (path, ask) => (await wire()).text(path, ask),
    status: async (path, ask) => (await wire()).status(path, ask),
    pass: async (path, ask) => (await wire()).pass(path, ask),
    close: async () => (await made?.catch(() => undefined))?.close(),
  };
}
