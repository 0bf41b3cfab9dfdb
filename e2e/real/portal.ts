import "../../demo/loopback-names";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createIdentity, generateIdentityKeys } from "../../demo/upstreams/identity";
import { serveUpstream } from "../../demo/serve";
import { freePort, oneNodeCluster, runUntil, type Running } from "./upstreams";

const root = join(import.meta.dirname, "..", "..");

/** One real Alertmanager that a test may kill and start again, with what it has stored. */
export interface RealAlertmanager {
  readonly url: string;
  /** SIGKILL: it has no time to say anything. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** The production build in front of Debian's own programs. */
export interface RealPortal {
  readonly url: string;
  readonly prometheus: string;
  readonly alertmanagers: readonly RealAlertmanager[];
  /** Ends the portal and starts it again on the same Store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface RealPortalOptions {
  /** The one node's name, and the port of its exporter. */
  readonly node: string;
  readonly exporterPort: number;
  /** The targets of the one job `real`. */
  readonly targets: readonly string[];
  /** A rule file. */
  readonly rules?: string;
  /** alertmanager.yml. */
  readonly routes?: string;
  /** How many Alertmanagers; two and more gossip. */
  readonly alertmanagers?: number;
  /** The cluster's `alerting`. */
  readonly alerting?: object;
  readonly administrators?: readonly string[];
  /** The `gateway` of tools, by their ids: puts them behind the sign-in. */
  readonly gateway?: Readonly<Record<"prometheus" | "alertmanager", object>>;
  /** Of node, for the portal. */
  readonly flags?: readonly string[];
}

const quiet = "route: { receiver: 'null' }\nreceivers: [{ name: 'null' }]\n";

/** Starts Prometheus, Alertmanagers, an identity provider with the demo's accounts, and the portal: all on loopback. */
export async function startRealPortal(options: RealPortalOptions): Promise<RealPortal> {
  const open: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), "castor-real-"));
    open.push({ close: () => rm(folder, { recursive: true, force: true }) });
    const [prometheusPort, identityPort, port] = await Promise.all([freePort(), freePort(), freePort()]);
    const alertmanagers = await startAlertmanagers(folder, options, open);
    const prometheus = `http://127.0.0.1:${prometheusPort}`;
    await writeFile(join(folder, "rules.yml"), options.rules ?? "groups: []\n");
    await writeFile(join(folder, "prometheus.yml"), JSON.stringify(prometheusConfig(folder, options, alertmanagers)));
    open.push(await runUntil("prometheus", [`--config.file=${join(folder, "prometheus.yml")}`, `--storage.tsdb.path=${join(folder, "tsdb")}`, `--web.listen-address=127.0.0.1:${prometheusPort}`, "--rules.alert.resend-delay=2s"], `${prometheus}/-/ready`));

    const url = `http://castor.localhost:${port}`;
    const issuer = `http://localhost:${identityPort}/realms/castor`;
    const client = { id: "castor", secret: "a secret of this test alone", publicUrls: [url] as const, callbackPaths: ["/api/auth/callback/oidc"], signedOutPaths: ["/signed-out"] };
    const identity = await createIdentity({ issuer, client, keys: await generateIdentityKeys() });
    open.push(await serveUpstream({ id: "identity", port: identityPort, exact: true, listener: identity.listener }));
    const cluster = await oneNodeCluster(options.node, options.exporterPort);
    open.push(cluster);

    const file = join(folder, "castor.yaml");
    await writeFile(file, JSON.stringify(settings({ folder, url, issuer, kubernetes: cluster.url, prometheus, alertmanagers, options })));
    const env = { NODE_ENV: "production", CASTOR_CONFIG: file, CASTOR_SECRET: "one that only this test knows, 0123456789", CASTOR_CLIENT_SECRET: client.secret, CLUSTER_TOKEN: "token", PORT: String(port) };
    const start = () => runUntil(process.execPath, [...(options.flags ?? []), join(root, "dist", "server.js")], `${url}/api/health/ready`, env);
    let portal: Running = await start();
    open.push({ close: () => portal.close() });
    return {
      url,
      prometheus,
      alertmanagers,
      async restart() {
        await portal.close();
        portal = await start();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startAlertmanagers(folder: string, { routes = quiet, alertmanagers: count = 1 }: RealPortalOptions, open: { close(): Promise<void> }[]): Promise<readonly RealAlertmanager[]> {
  await writeFile(join(folder, "alertmanager.yml"), routes);
  const ports = await Promise.all(Array.from({ length: count }, async () => ({ web: await freePort(), gossip: await freePort() })));
  const made: RealAlertmanager[] = [];
  for (const [index, { web, gossip }] of ports.entries()) {
    const url = `http://127.0.0.1:${web}`;
    const peers = ports.filter((_, other) => other !== index).map((other) => `--cluster.peer=127.0.0.1:${other.gossip}`);
    const listen = count === 1 ? ["--cluster.listen-address="] : [`--cluster.listen-address=127.0.0.1:${gossip}`, "--cluster.reconnect-interval=1s", "--cluster.gossip-interval=50ms", ...peers];
    const args = [`--config.file=${join(folder, "alertmanager.yml")}`, `--storage.path=${join(folder, `alertmanager-${index}`)}`, `--web.listen-address=127.0.0.1:${web}`, `--web.ui-path=${join(import.meta.dirname, "alertmanager-page")}/`, ...listen];
    const run = () => runUntil("prometheus-alertmanager", args, `${url}/-/ready`);
    let running: Running | undefined = await run();
    open.push({ close: async () => running?.close() });
    made.push({
      url,
      async kill() {
        const { child } = running ?? {};
        if (child === undefined || child.exitCode !== null) return;
        const gone = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGKILL");
        await gone;
        running = undefined;
      },
      async start() {
        running ??= await run();
      },
    });
  }
  return made;
}

function prometheusConfig(folder: string, { targets }: RealPortalOptions, alertmanagers: readonly RealAlertmanager[]): object {
  return {
    global: { scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "1s", external_labels: { prometheus: "monitoring/k8s" } },
    rule_files: [join(folder, "rules.yml")],
    alerting: { alertmanagers: [{ static_configs: [{ targets: alertmanagers.map(({ url }) => new URL(url).host) }] }] },
    scrape_configs: [{ job_name: "node-exporter", static_configs: [{ targets }] }],
  };
}

interface SettingsOf {
  readonly folder: string;
  readonly url: string;
  readonly issuer: string;
  readonly kubernetes: string;
  readonly prometheus: string;
  readonly alertmanagers: readonly RealAlertmanager[];
  readonly options: RealPortalOptions;
}

function settings({ folder, url, issuer, kubernetes, prometheus, alertmanagers, options }: SettingsOf): object {
  const [first, ...more] = alertmanagers;
  return {
    publicUrl: url,
    secret: { env: "CASTOR_SECRET" },
    store: { path: join(folder, "store") },
    signIn: { issuer, clientId: "castor", clientSecret: { env: "CASTOR_CLIENT_SECRET" }, scopes: ["openid", "profile", "email", "groups"] },
    administrators: options.administrators ?? [],
    clusters: [
      {
        id: "real",
        title: "Real",
        purpose: "This machine",
        stage: "development",
        accent: "indigo",
        kubernetes: { url: kubernetes, token: { env: "CLUSTER_TOKEN" } },
        alerting: { every: 1, ...options.alerting },
        tools: {
          prometheus: { url: prometheus, gateway: options.gateway?.prometheus },
          alertmanager: { url: first?.url, gateway: options.gateway?.alertmanager, instances: more.map(({ url: other }, index) => ({ title: `Alertmanager ${index + 2}`, url: other })) },
        },
      },
    ],
  };
}
