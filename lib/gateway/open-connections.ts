/** Something under way that can be ended from outside. */
export interface OpenConnection {
  end(): void;
}

/** Everything that is under way, so that it ends with the session or with Castor. */
export interface OpenConnections {
  add(ended: AbortSignal, connection: OpenConnection): void;
  forget(ended: AbortSignal, connection: OpenConnection): void;
  /** Ends all that is left. */
  close(): void;
}

/** One listener for each signal, however much is open: a page's hundred requests belong to one session. */
export function createOpenConnections(): OpenConnections {
  const bySignal = new WeakMap<AbortSignal, Set<OpenConnection>>();
  const all = new Set<OpenConnection>();
  const connectionsOf = (ended: AbortSignal) => {
    const known = bySignal.get(ended);
    if (known !== undefined) return known;
    const connections = new Set<OpenConnection>();
    bySignal.set(ended, connections);
    ended.addEventListener("abort", () => connections.forEach((connection) => connection.end()), { once: true });
    return connections;
  };
  return {
    add(ended, connection) {
      connectionsOf(ended).add(connection);
      all.add(connection);
    },
    forget(ended, connection) {
      bySignal.get(ended)?.delete(connection);
      all.delete(connection);
    },
    close: () => all.forEach((connection) => connection.end()),
  };
}
