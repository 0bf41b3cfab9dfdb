/** Where progress is shown: standard output, or a test's own. */
interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Says what is being started: one line each, which turns while it lasts where a person is watching. */
export interface Progress {
  say(doing: string): void;
  /** The last thing is done, or given up. */
  end(): void;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameTime = 80;

/** Shows progress; anywhere but on a terminal as plain lines. */
export function createProgress(output: Output): Progress {
  let current: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let frame = 0;

  const end = () => {
    clearInterval(timer);
    if (current !== undefined && output.isTTY) output.write(`\r\u001b[2K✓ ${current}\n`);
    current = undefined;
  };

  return {
    say(doing) {
      end();
      current = `Starting ${doing}`;
      if (!output.isTTY) return void output.write(`${current} …\n`);
      timer = setInterval(() => output.write(`\r\u001b[2K${frames[frame++ % frames.length]} ${current} …`), frameTime);
      timer.unref();
    },
    end,
  };
}
