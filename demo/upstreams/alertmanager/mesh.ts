import type { NotificationLog } from "./notification-log";
import type { SilenceBook, StoredSilence } from "./silences";

/** One Alertmanager of a cluster of several. */
export interface Peer {
  /** Unique; the order of names is the order in which they tell. */
  readonly name: string;
  readonly address: string;
  /** Whether the others reach it at this moment. */
  readonly reachable: () => boolean;
  readonly silences: Pick<SilenceBook, "merge"> & { list(): readonly StoredSilence[] };
  readonly log: Pick<NotificationLog, "merge" | "entries">;
}

/** What Alertmanagers of one cluster tell each other: silences, and what has been told to whom. */
export interface Mesh {
  join(peer: Peer): void;
  /** Those that this one reaches, itself among them, by name; only itself while it is cut off. */
  seenBy(peer: Peer): readonly Peer[];
  /** How many have joined. */
  readonly size: number;
  /** Tells everybody in reach what one knows, and it what they know. */
  gossip(from: Peer): void;
}

/** Connects Alertmanagers the way their gossip does, without a wire between them. */
export function createMesh(): Mesh {
  const peers: Peer[] = [];
  const seenBy = (peer: Peer) => peers.filter((each) => each === peer || (each.reachable() && peer.reachable())).sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    join: (peer) => void peers.push(peer),
    seenBy,
    get size() {
      return peers.length;
    },
    gossip(from) {
      const others = seenBy(from).filter((each) => each !== from);
      for (const other of others) {
        from.silences.merge(other.silences.list());
        from.log.merge(other.log.entries());
        other.silences.merge(from.silences.list());
        other.log.merge(from.log.entries());
      }
    },
  };
}
