import { parseArgs } from "node:util";

/** What `npm run demo` was asked for. */
export interface DemoArguments {
  readonly port: number;
  readonly nodes: number;
  readonly seed: number;
  /** How many pods there shall be at least; the World's own when left out. */
  readonly pods?: number;
}

/** A mistake in the command line, in one sentence. */
export class UsageError extends Error {}

const most = 2000;
const mostPods = 50_000;

/** Reads flags and `PORT`; throws a {@link UsageError} that says what was expected. */
export function readArguments(args: readonly string[], env: Readonly<Record<string, string | undefined>>): DemoArguments {
  let values: { nodes?: string; pods?: string; seed?: string };
  try {
    ({ values } = parseArgs({ args: [...args], options: { nodes: { type: "string" }, pods: { type: "string" }, seed: { type: "string" } }, strict: true, allowPositionals: false }));
  } catch {
    throw new UsageError("The demo knows --nodes <count>, --pods <count> and --seed <number>, and the port by the variable PORT.");
  }
  return {
    port: whole("PORT", env["PORT"] ?? "3000", 1, 65_000),
    nodes: whole("--nodes", values.nodes ?? "6", 1, most),
    ...(values.pods !== undefined && { pods: whole("--pods", values.pods, 1, mostPods) }),
    seed: whole("--seed", values.seed ?? "1", 0, 2 ** 31 - 1),
  };
}

function whole(name: string, text: string, least: number, greatest: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= greatest)) throw new UsageError(`${name} must be a whole number from ${least} to ${greatest}, and is ${JSON.stringify(text)}.`);
  return value;
}
