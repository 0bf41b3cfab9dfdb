import { addressOf, type ToolPath } from "./tool-address";

/** Between two changes, ms: some browsers refuse more than a hundred in 30 s. */
const least = 400;

const current = () => `${location.pathname}${location.search}${location.hash}`;

/** Lets Castor's address follow a tool, without entries of its own: those of the frame make Back work. */
export interface AddressBar {
  follow(path: ToolPath): void;
  /** Whether the address was chosen by somebody else since: a link of Castor's to another place in the tool. */
  isAnothers(): boolean;
  stop(): void;
}

/** `base` is the tool's page; an address that has left it is never touched. */
export function createAddressBar(base: string): AddressBar {
  let wanted: string | undefined;
  let known = current();
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write() {
    timer = undefined;
    const here = location.pathname === base || location.pathname.startsWith(`${base}/`);
    if (wanted === undefined || !here || wanted === current()) return;
    last = performance.now();
    history.replaceState(null, "", wanted);
    known = current();
  }

  return {
    follow(path) {
      wanted = addressOf(base, path);
      if (timer !== undefined) return;
      const wait = last + least - performance.now();
      if (wait <= 0) write();
      else timer = setTimeout(write, wait);
    },
    isAnothers() {
      if (current() === known) return false;
      known = current();
      return true;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
