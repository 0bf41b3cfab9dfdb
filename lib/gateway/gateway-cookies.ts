import { createHash, randomBytes } from "node:crypto";

/** Seconds within which a way in has to be gone: long enough to sign in with a second factor. */
const wayLifetime = 600;
const wayPattern = /^[A-Za-z0-9_-]{43}$/;

/**
 * The gateway's cookies on tools' hosts, each for its host alone. `way` marks the browser that asked to
 * come in, so that a ticket is of no use in another one; `tool` says which session is in.
 */
export interface GatewayCookies {
  /** What may be the tool's cookie. More than one only where another host of an http Castor has put a second there. */
  tool(header: string | undefined): readonly string[];
  setTool(value: string): string;
  ways(header: string | undefined): readonly string[];
  /** Each has a name of its own: frames that open at once would overwrite each other's. */
  setWay(value: string): string;
}

/** `__Host-castor.tool` over https; `castor.tool.3000` on http, where cookies ignore ports and browsers refuse the prefix. */
export function gatewayCookies(publicUrl: string): GatewayCookies {
  const { protocol, port } = new URL(publicUrl);
  const secure = protocol === "https:";
  const name = (part: string) => (secure ? `__Host-castor.${part}` : `castor.${part}.${port === "" ? "80" : port}`);
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  return {
    tool: (header) => pairs(header).flatMap(([found, value]) => (found === name("tool") ? [value] : [])).slice(0, 4),
    setTool: (value) => `${name("tool")}=${value}; ${attributes}`,
    ways: (header) => pairs(header).flatMap(([found, value]) => (found.startsWith(`${name("way")}.`) && wayPattern.test(value) ? [value] : [])),
    setWay: (value) => `${name("way")}.${hashWay(value).slice(0, 8)}=${value}; Max-Age=${wayLifetime}; ${attributes}`,
  };
}

/** A new value for the cookie of a way in. */
export const newWay = () => randomBytes(32).toString("base64url");

/** What leaves the tool's host of it. */
export const hashWay = (way: string) => createHash("sha256").update(way).digest("base64url");

/** Whether this may be what {@link hashWay} made. */
export const isWayHash = (text: string) => wayPattern.test(text);

function pairs(header: string | undefined): readonly (readonly [string, string])[] {
  return (header ?? "").split(";").flatMap((part) => {
    const at = part.indexOf("=");
    return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
  });
}
