import { expect, it } from "vitest";
import { atMost } from "./at-most";

it("lets so many begin and no more, and the next as soon as one has ended, however it ended", async () => {
  const limited = atMost(2);
  const begun: number[] = [];
  const ends = new Map<number, (failed?: Error) => void>();
  const work = (id: number) =>
    limited(() => {
      begun.push(id);
      return new Promise<number>((resolve, reject) => ends.set(id, (failed) => (failed === undefined ? resolve(id) : reject(failed))));
    });
  const all = [1, 2, 3, 4].map(work);
  await Promise.resolve();
  expect(begun).toEqual([1, 2]);
  ends.get(2)?.(new Error("no"));
  await expect(all[1]).rejects.toThrow("no");
  expect(begun).toEqual([1, 2, 3]);
  ends.get(1)?.();
  await all[0];
  expect(begun).toEqual([1, 2, 3, 4]);
  ends.get(3)?.();
  ends.get(4)?.();
  expect(await Promise.all([all[2], all[3]])).toEqual([3, 4]);
  const last = work(5);
  ends.get(5)?.();
  expect(await last).toBe(5);
});
