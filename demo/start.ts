import "./loopback-names";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { createBrokenExporters } from "./broken-exporters";
import { serveClusters } from "./cluster-upstreams";
import { control } from "./control";
import { claimExporterPort, serveExporters } from "./exporters";
import { lateListener } from "./late-listener";
import { startProduct, type Product } from "./product";
import { scenarioStage } from "./scenario-stage";
import { installationSecrets, type SecretName } from "./secrets";
import { isTaken, listen, serveUpstream, type Upstream } from "./serve";
import { writeSettings } from "./settings";
import { createIdentity, realm } from "./upstreams/identity";
import { createWorld, type World } from "./world/world";

export interface DemoOptions {
  /** The portal's port; 0 lets the system choose all ports. Everything else takes free ones above it. */
  readonly port?: number;
  readonly seed?: number;
  /** ms since the epoch. */
  readonly clock?: () => number;
  /** How many simulated nodes pollux has. */
  readonly nodes?: number;
  /** How many pods pollux has at least: a crowd that does nothing fills up what the World itself runs. */
  readonly pods?: number;
  /** Whether this very machine joins pollux as a node. */
  readonly thisMachine?: boolean;
  /** Where the portal listens. */
  readonly host?: string;
  /** Whether the portal itself is started too, and with which arguments of node. */
  readonly product?: boolean | readonly string[];
  /** Where settings, secrets and the portal's store are kept. */
  readonly folder?: string;
  /** Told what is being done, in a few words. */
  readonly progress?: (doing: string) => void;
}

/** The running demo. */
export interface Demo {
  /** Where people reach the portal. */
  readonly url: string;
  readonly port: number;
  readonly world: World;
  /** The castor.yaml for the portal, and the variables that it needs besides. */
  readonly settingsFile: string;
  readonly env: Readonly<Record<SecretName, string>>;
  /** Everything simulated, the identity provider too. */
  readonly upstreams: readonly Upstream[];
  readonly identity: { readonly issuer: string; endSessions(username: string): Promise<number> };
  /** The control server, without a closing slash. */
  readonly control: { readonly url: string };
  /** The portal, where it was asked for. */
  readonly product: Product | undefined;
  /** Resolves when the simulated Prometheuses have lived through the recent past. */
  readonly settled: Promise<void>;
  stop(): Promise<void>;
}

/** Says that the portal's own port belongs to another program. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${port} is already in use: stop what uses it, or choose another with PORT=${port + 100} npm run demo.`);
  }
}

export const root = join(import.meta.dirname, "..");

/** Where a demo on this port keeps its files; two demos at once never share them. */
export function folderOf(port: number): string {
  return join(root, ".castor", port === 3000 ? "demo" : `demo-${port}`);
}

/** Starts the simulated clusters, and the portal beside them where it is asked for. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { seed = 1, clock = Date.now, nodes = 6, thisMachine = true, host = "127.0.0.1", product: wanted = false, pods, progress = () => undefined } = options;
  const port = await freePort(host, options.port ?? 3000);
  const folder = options.folder ?? folderOf(port);
  const from = (offset: number) => (options.port === 0 ? 0 : port + offset);
  // A name of two parts, so that the tools below it are of the same site; browsers resolve it to this machine.
  const publicUrl = `http://castor.localhost:${port}`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secrets = await installationSecrets(folder);
  const open: Upstream[] = [];
  let product: Product | undefined;
  const keep = <T extends readonly Upstream[]>(upstreams: T): T => {
    open.push(...upstreams);
    return upstreams;
  };

  try {
    progress("the simulated clusters");
    const later = lateListener();
    const [identityServer] = keep([await serveUpstream({ id: "identity", port: from(1), listener: later.listener })] as const);
    const origin = `http://localhost:${identityServer.port}`;
    const issuer = `${origin}${realm}`;
    const [claim] = keep([await claimExporterPort(9100)] as const);
    const world = createWorld({ clock, seed, nodes, host: thisMachine, exporterPort: claim.port });
    const broken = createBrokenExporters(clock);
    const controlled = lateListener();
    const [controlServer] = keep([await serveUpstream({ id: "control", port: from(2), listener: controlled.listener })] as const);
    const clusters = await serveClusters({ world, secrets, broken, issuer, port: from(10), ...(pods !== undefined && { pods }) });
    keep(clusters.upstreams);
    const exporters = keep(await serveExporters(world, broken));
    const upstreams = [identityServer, ...clusters.upstreams, ...exporters];

    const ports = new Map(clusters.upstreams.map((upstream) => [upstream.id, upstream.port]));
    const portOf = (id: string) => ports.get(id) ?? 0;
    const settingsFile = writeSettings(folder, { publicUrl, identity: origin, port: portOf });
    // The portal takes longest to start, so it goes first; it asks nobody before it is ready.
    const command = wanted === true ? ["dist/server.js"] : wanted;
    product = command === false ? undefined : startProduct({ command, root, folder, port, host, settingsFile, env: secrets.env });

    progress("the identity provider");
    const client = { id: "castor", secret: secrets.env.CASTOR_CLIENT_SECRET, publicUrls: [publicUrl] as const, callbackPaths, signedOutPaths };
    const identity = await createIdentity({ issuer, client, keys: secrets.identity });
    later.set(identity.listener);
    const stage = scenarioStage({ world, upstreams, mailDown: (until) => clusters.mailDown(until) });
    controlled.set(control({ upstreams, endSessions: (username) => identity.endSessions(username), stage }));
    const settled = Promise.all(clusters.prometheuses.map((prometheus) => prometheus.start())).then(() => undefined);

    return {
      url: publicUrl,
      port,
      world,
      settingsFile,
      env: secrets.env,
      upstreams,
      identity: { issuer, endSessions: (username) => identity.endSessions(username) },
      control: { url: `http://localhost:${controlServer.port}` },
      product,
      settled,
      async stop() {
        clusters.prometheuses.forEach((prometheus) => prometheus.stop());
        clusters.apis.forEach((api) => api.stop());
        clusters.stop();
        await stage.stop();
        await Promise.all([product?.stop(), ...open.map((upstream) => upstream.close())]);
      },
    };
  } catch (error) {
    await Promise.all([product?.stop(), ...open.map((upstream) => upstream.close())]);
    throw error;
  }
}

/** Where the portal's sign-in comes back to, and where people land after signing out. */
const callbackPaths = ["/api/auth/callback/oidc"];
const signedOutPaths = ["/signed-out"];

/** The port itself where it is free; what the system chooses for 0. Throws {@link PortTaken}. */
async function freePort(host: string, port: number): Promise<number> {
  const probe = createServer();
  try {
    return await listen(probe, host, port);
  } catch (error) {
    throw isTaken(error) ? new PortTaken(port) : error;
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}
