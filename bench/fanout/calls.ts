import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";

// What the bench asks of its child processes, and how they answer: calls by name over the channel between them.

interface Call {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

type Calls = Readonly<Record<string, (argument: never) => unknown>>;

/** In a child: answers calls, and says that it is ready. */
export function answerCalls(calls: Calls): void {
  process.on("message", ({ id, name, argument }: Call) => {
    const work = async () => calls[name]?.(argument as never);
    work().then(
      (result) => process.send?.({ id, result } satisfies Answer),
      (error: unknown) => process.send?.({ id, error: String(error) } satisfies Answer),
    );
  });
  process.send?.({ id: 0 } satisfies Answer);
}

export interface Child {
  readonly process: ChildProcess;
  call<T>(name: string, argument?: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** Starts a script as a child and waits until it is ready. */
export async function startChild(script: string, argv: readonly string[] = []): Promise<Child> {
  const child = fork(script, [...argv], { execArgv: ["--expose-gc"], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  const ready = new Promise<void>((resolve, reject) => {
    waiting.set(0, () => resolve());
    child.once("exit", (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  ready.catch(() => undefined);
  child.on("message", (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  await ready;
  return {
    process: child,
    call: <T>(name: string, argument?: unknown) =>
      new Promise<T>((resolve, reject) => {
        const id = (last += 1);
        waiting.set(id, ({ result, error }) => (error === undefined ? resolve(result as T) : reject(new Error(error))));
        child.send({ id, name, argument } satisfies Call);
      }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}
