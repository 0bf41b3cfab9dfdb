import dns, { type LookupOptions } from "node:dns";

/**
 * Lets Node resolve `castor.localhost` and every other name under `localhost` to this machine, as browsers do
 * by themselves (RFC 6761, section 6.3); many systems' resolvers don't. For tests, benches and simulated
 * identity providers that call the portal; the product resolves names as its machine does.
 */
type Callback = (error: NodeJS.ErrnoException | null, address: string | { address: string; family: number }[], family?: number) => void;

const systemLookup = dns.lookup as (name: string, options: LookupOptions, callback: Callback) => void;
const systemPromise = dns.promises.lookup as (name: string, options?: LookupOptions) => Promise<unknown>;

const isLoopbackName = (name: unknown) => typeof name === "string" && /(?:^|\.)localhost\.?$/i.test(name);
const here = { address: "127.0.0.1", family: 4 };

function lookup(name: string, options: LookupOptions | number | Callback, callback?: Callback): void {
  const told = typeof options === "function" ? options : callback;
  const wanted: LookupOptions = typeof options === "object" ? options : typeof options === "number" ? { family: options } : {};
  if (told === undefined || !isLoopbackName(name)) return systemLookup(name, wanted, told as Callback);
  process.nextTick(() => (wanted.all === true ? told(null, [here]) : told(null, here.address, here.family)));
}

Object.assign(dns, { lookup });
Object.assign(dns.promises, {
  lookup: async (name: string, options?: LookupOptions) => (isLoopbackName(name) ? (options?.all === true ? [here] : here) : systemPromise(name, options)),
});
