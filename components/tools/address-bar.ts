import { addressOf, type ToolPath } from "./tool-address";

/** Between two changes, ms: some browsers refuse more than a hundred in 30 s. */
const least = 400;

const current = () => `${location.pathname}${location.search}${location.hash}`;

/** Lets Castor's address and title follow a tool, without entries of its own: those of the frame make Back work. */
export interface AddressBar {
  follow(path: ToolPath): void;
  entitle(title: string): void;
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
  let title: string | undefined;
  const isHere = () => location.pathname === base || location.pathname.startsWith(`${base}/`);
  const write = () => {
    timer = undefined;
    if (wanted === undefined || !isHere() || wanted === current()) return;
    last = performance.now();
    history.replaceState(null, "", wanted);
    known = current();
  };
  // The title that the page was rendered with may come after the tool's own.
  const entitled = () => {
    if (title !== undefined && isHere() && document.title !== title) document.title = title;
  };
  const watch = new MutationObserver(entitled);
  watch.observe(document.head, { childList: true, subtree: true, characterData: true });

  return {
    follow(path) {
      wanted = addressOf(base, path);
      if (timer !== undefined) return;
      const wait = last + least - performance.now();
      if (wait <= 0) write();
      else timer = setTimeout(write, wait);
    },
    entitle(wanted) {
      title = wanted;
      entitled();
    },
    isAnothers() {
      if (current() === known) return false;
      known = current();
      return true;
    },
    stop() {
      clearTimeout(timer);
      watch.disconnect();
    },
  };
}
