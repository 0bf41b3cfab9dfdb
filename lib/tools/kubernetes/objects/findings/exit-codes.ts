/** What an exit code usually means, and what one does about it. */
export interface ExitCode {
  readonly means: string;
  readonly advice: string;
}

const codes: Readonly<Record<number, ExitCode>> = {
  0: { means: "its program came to its end without an error, though it is meant to run on", advice: "Check that the container's command stays in the foreground and does not end by itself." },
  1: { means: "its program reported an error of its own", advice: "Read the last lines of its log; they usually name what is missing or wrong." },
  2: { means: "its program was used wrongly, most often an unknown argument or a shell script with a mistake", advice: "Check the container's command and arguments." },
  125: { means: "the container could not be run at all", advice: "Check the container's security settings and the node's container runtime." },
  126: { means: "its command was found but may not be executed", advice: "Check the file's permissions in the image, and that it is a program for this processor." },
  127: { means: "its command was not found in the image", advice: "Check the spelling of the container's command and that the image contains it." },
  128: { means: "its program ended with an exit code that is none", advice: "Read the last lines of its log." },
  130: { means: "it was interrupted (SIGINT)", advice: "Find out who interrupts it: usually a script inside the image." },
  132: { means: "it used an instruction that this processor does not know (SIGILL)", advice: "Check that the image was built for the node's processor." },
  134: { means: "it gave up by itself after a fatal error (SIGABRT)", advice: "Read the last lines of its log: an assertion or the memory allocator stopped it." },
  135: { means: "it touched memory that is not there (SIGBUS)", advice: "Check for files on shared memory that are larger than /dev/shm, and for huge pages." },
  136: { means: "it failed in arithmetic (SIGFPE)", advice: "Read the last lines of its log and report it to the program's authors." },
  137: { means: "it was killed at once (SIGKILL): out of memory, or it did not stop in time when it was asked to", advice: "Compare its memory with its limit, and check its liveness probe." },
  139: { means: "it touched memory that is not its own (SIGSEGV)", advice: "This is a mistake in the program or a library of another version: try another image, and report it." },
  141: { means: "it wrote to somebody who no longer listens (SIGPIPE)", advice: "Look at what its output is piped into." },
  143: { means: "it was asked to stop (SIGTERM)", advice: "Look for what stops it: its liveness or startup probe, a rollout, or a node that is drained." },
  255: { means: "its program reported an error outside the usual range", advice: "Read the last lines of its log." },
};

/** In words what a container's exit code means. */
export function exitCode(code: number): ExitCode {
  const known = codes[code];
  if (known !== undefined) return known;
  if (code > 128 && code < 160) return { means: `it was ended by signal ${code - 128}`, advice: "Look for what sends it that signal." };
  return { means: "its program reported an error of its own", advice: "Look the code up in the program's documentation, and read the last lines of its log." };
}
