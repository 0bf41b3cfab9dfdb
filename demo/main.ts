import { accounts, password } from "./accounts";
import { readArguments, UsageError } from "./arguments";
import { createProgress } from "./progress";
import { PortTaken, startDemo, type Demo } from "./start";

/** `npm run demo`: the simulated clusters and the real portal, until somebody ends them. */
const progress = createProgress(process.stdout);
/** Alerts of a large cluster take a while to live through the past; nobody has to wait for them, ms. */
const patience = 1_500;
let demo: Demo | undefined;
let stopping = false;

/** Ends everything; whatever still hangs after two seconds is left to the end of the process. */
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  progress.end();
  const late = setTimeout(() => process.exit(code), 1_900);
  await demo?.stop().catch(() => undefined);
  clearTimeout(late);
  process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(0));

async function run(): Promise<void> {
  const { port, nodes, seed, pods } = readArguments(process.argv.slice(2), process.env);
  demo = await startDemo({ port, nodes, seed, ...(pods !== undefined && { pods }), product: true, progress: (doing) => progress.say(doing) });
  const { product } = demo;
  if (product === undefined) return;
  void product.ended.then((code) => {
    if (stopping) return;
    progress.end();
    console.error(`${product.lastWords()}\nThe portal ended by itself with exit code ${code}; its whole log is ${product.log}.`);
    void stop(code);
  });
  progress.say("the portal");
  await product.ready();
  progress.say("the last hours of the clusters");
  await Promise.race([demo.settled, new Promise((resolve) => setTimeout(resolve, patience))]);
  progress.end();
  announce(demo);
}

function announce({ url, control, world }: Demo): void {
  const nodes = world.clusters.reduce((count, cluster) => count + cluster.nodes.length, 0);
  const lines = [
    "",
    `  Castor is ready:  ${url}`,
    "",
    `  Sign in with the password ${password} as`,
    ...accounts.map(({ username, purpose }) => `    ${username.padEnd(10)} ${purpose}`),
    "",
    `  ${world.clusters.length} simulated clusters with ${nodes} nodes. Break something: ${control.url}`,
    "  Ctrl-C ends everything.",
    "",
  ];
  console.log(lines.join("\n"));
}

run().catch((error: unknown) => {
  if (stopping) return;
  progress.end();
  // A portal that ended has its own sentence.
  if (demo?.product === undefined || !(error instanceof Error) || !error.message.startsWith("The portal ended")) {
    console.error(error instanceof PortTaken || error instanceof UsageError ? error.message : error);
    void stop(1);
  }
});
