/** Web Locks exist in secure contexts only; plain HTTP on a host's name is none. */
const locks = (): LockManager | undefined => (globalThis.navigator as { locks?: LockManager | null } | undefined)?.locks ?? undefined;

/** Calls back once nobody holds the lock any more: a tab's lock goes with the tab, however it dies. Undefined without Web Locks. */
export const whenFree = locks() && ((name: string, call: () => void): void => void locks()?.request(name, call));

/** Takes a lock for as long as this page or worker lives. False without Web Locks. */
export function hold(name: string, whenHeld: () => void): boolean {
  const manager = locks();
  if (manager === undefined) return false;
  void manager.request(name, () => {
    whenHeld();
    return new Promise<never>(() => undefined);
  });
  return true;
}
