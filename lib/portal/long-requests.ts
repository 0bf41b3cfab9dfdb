import { CastorError } from "@/lib/model";

/** Counts what lasts, so that nobody takes all connections. Throws where a person has as many as they may. */
export function createLongRequests(most: number) {
  const running = new Map<string, number>();
  return (person: string): (() => void) => {
    const before = running.get(person) ?? 0;
    if (before >= most) throw new CastorError("conflict", `You follow ${before} logs and watches already; close one first.`);
    running.set(person, before + 1);
    let done = false;
    return () => {
      if (done) return;
      done = true;
      const left = (running.get(person) ?? 1) - 1;
      if (left === 0) running.delete(person);
      else running.set(person, left);
    };
  };
}
