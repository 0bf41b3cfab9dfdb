import { createServer } from "node:net";
import type { PeerCertificate } from "node:tls";
import { describe, expect, it } from "vitest";
import { CastorError, type Person } from "@/lib/model";
import { breakdown } from "@/lib/wire/failure";
import type { ClusterParts } from "../cluster";
import { hostnameLook, type HostnameLook } from "./hostname";
import { openingOf } from "./opening";

const now = Date.UTC(2026, 5, 1, 12);
const person = (groups: string[], admin = false): Person => ({ id: "https://i#a", name: "A", username: "a", groups, admin });
const admin = person([], true);
const staff = person(["p47-beamline"]);
const visitor = person([]);

interface Given {
  readonly behind?: boolean;
  readonly gateway?: boolean;
  readonly groups?: readonly string[];
  readonly level?: "full" | "read";
  readonly health?: (signal: AbortSignal) => Promise<object>;
  readonly publicUrl?: string;
  readonly look?: Partial<HostnameLook>;
}

const valid = { subject: { CN: "x" }, subjectaltname: "DNS:*.castor.example.org", valid_to: "Jun  1 12:00:00 2030 GMT" } as unknown as PeerCertificate;
const code = (name: string) => Object.assign(new Error(name), { code: name });

function made({ behind = true, gateway = true, groups = [], level = "full", health = async () => ({}), publicUrl = "https://castor.example.org", look = {} }: Given = {}) {
  const asked: string[] = [];
  const upstream = {
    title: "Grafana",
    client: {},
    tool: {
      ...{ id: "grafana", purpose: "Draws", icon: "grafana" },
      ...(behind ? { behind: { theme: "theme", start: "/" } } : {}),
      health: (_client: unknown, signal: AbortSignal) => (asked.push("tool"), health(signal)),
    },
    settings: { publicUrl: "https://own.example.org", groups, ...(gateway ? { gateway: { access: [{ groups: ["p47-beamline"], level }] } } : {}) },
  };
  const parts = { settings: { id: "pollux", title: "Pollux" }, upstreams: [upstream] } as unknown as ClusterParts;
  const { page, opening } = openingOf(
    { find: () => parts, publicUrl, now: () => now },
    { lookup: async (name) => (asked.push(`name ${name}`), look.lookup?.(name)), certificate: look.certificate ?? (async () => valid) },
  );
  return {
    asked,
    page: (who: Person = admin, tool = "grafana") => page(who, "pollux", tool),
    opening: (who: Person = admin, signal: AbortSignal = new AbortController().signal) => opening(who, "pollux", "grafana", signal),
  };
}

describe("the page of a tool", () => {
  it("opens it on a hostname of its own at the level of the person's groups, with the theme's parameter", () => {
    const { page } = made({ level: "read" });
    expect(page(staff)).toMatchObject({ frame: { origin: "https://grafana-pollux.castor.example.org", level: "read", start: "/", theme: "theme" }, tab: "https://grafana-pollux.castor.example.org/" });
    expect(page(admin).frame?.level).toBe("full");
    expect(page(staff).opening.state).toBe("ready");
  });

  it("tells nobody without the right where the tool is, whether the gateway's rules or its groups refuse", () => {
    for (const refused of [made().page(visitor), made({ groups: ["others"] }).page(staff), made({ gateway: false, groups: ["others"] }).page(staff)]) {
      expect(refused.opening.state).toBe("forbidden");
      expect(JSON.stringify(refused)).not.toContain("example.org");
    }
  });

  it("offers the tab where a tool insists on its own sign-in, or is not behind Castor's", () => {
    expect(made({ behind: false }).page(visitor)).toMatchObject({ tab: "https://own.example.org", opening: { state: "refuses-framing" } });
    const unprotected = made({ gateway: false });
    expect(unprotected.page(visitor)).toMatchObject({ tab: "https://own.example.org", opening: { state: "unprotected" } });
    expect(unprotected.page(visitor).opening.advice).not.toContain("castor.yaml");
    expect(unprotected.page(admin).opening.advice).toContain("tools.grafana.gateway");
  });

  it("does not exist for a tool that the cluster does not have", () => {
    expect(() => made().page(admin, "nothing")).toThrow(expect.objectContaining({ code: "not-found" }) as Error);
  });
});

describe("looking why a tool is not shown", () => {
  it("asks neither the tool nor the resolver for whoever may not open it", async () => {
    const { opening, asked } = made();
    expect((await opening(visitor)).state).toBe("forbidden");
    expect(asked).toEqual([]);
  });

  it("says that it is down with the reason, and that it does not answer in time", async () => {
    const refused = made({ health: async () => Promise.reject(breakdown("Grafana of Pollux", "GET /api/health", code("ECONNREFUSED"))) });
    expect(await refused.opening()).toMatchObject({ state: "down", sentence: "Grafana of Pollux cannot be reached: nothing listens there." });
    const late = made({ health: async () => Promise.reject(new CastorError("timeout", "Grafana of Pollux does not answer in time.")) });
    expect(await late.opening()).toMatchObject({ state: "down", sentence: "Grafana of Pollux does not answer in time." });
  });

  it("gives up with a tool and a resolver that hang", async () => {
    const abort = new AbortController();
    const { opening } = made({
      health: (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(new CastorError("unreachable", "It was not asked to the end.")))),
      look: { lookup: () => new Promise(() => undefined) },
    });
    const told = opening(admin, abort.signal);
    abort.abort();
    expect(await told).toMatchObject({ state: "down", sentence: "Grafana of Pollux does not answer in time." });
  });

  it.each(["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "CERT_NOT_YET_VALID"])("tells %s apart from being down", async (name) => {
    const { opening } = made({ health: async () => Promise.reject(breakdown("Grafana of Pollux", "GET /api/health", code(name))) });
    const told = await opening();
    expect(told.state).toBe("certificate");
    expect(told.advice).toContain("tools.grafana.tls.ca");
  });

  it("names the hostname that nobody has set up, and the wildcard that is missing", async () => {
    const { opening, asked } = made({ look: { lookup: async () => Promise.reject(code("ENOTFOUND")) } });
    const told = await opening(staff);
    expect(told.state).toBe("name");
    expect(told.sentence).toContain("grafana-pollux.castor.example.org");
    expect(told.advice).toContain("*.castor.example.org");
    expect(asked).toContain("name grafana-pollux.castor.example.org");
  });

  it("does not blame the name when the resolver itself is in trouble, nor for names that browsers lead to themselves", async () => {
    expect((await made({ look: { lookup: async () => Promise.reject(code("EAI_AGAIN")) } }).opening()).state).toBe("ready");
    const local = made({ publicUrl: "http://castor.localhost:3000", look: { lookup: async () => Promise.reject(code("ENOTFOUND")) } });
    expect((await local.opening()).state).toBe("ready");
  });

  it("sees that the certificate under the hostname is for another name, or has expired, whoever signed it", async () => {
    const other = made({ look: { certificate: async () => ({ ...valid, subjectaltname: "DNS:castor.example.org" }) } });
    expect(await other.opening()).toMatchObject({ state: "certificate", sentence: "The certificate that is shown at grafana-pollux.castor.example.org is for another name." });
    const old = made({ look: { certificate: async () => ({ ...valid, valid_to: "Jun  1 12:00:00 2020 GMT" }) } });
    expect(await old.opening()).toMatchObject({ state: "certificate", sentence: "The certificate that is shown at grafana-pollux.castor.example.org has expired." });
    expect((await made({ look: { certificate: async () => undefined } }).opening()).state).toBe("ready");
  });

  it("counts a tool that refuses Castor itself as answering, and says that only this browser has not shown it", async () => {
    const { opening } = made({ health: async () => Promise.reject(new CastorError("unauthorized", "No.")) });
    expect(await opening()).toMatchObject({ state: "ready", advice: expect.stringContaining("tab of its own") as string });
  });
});

describe("greeting a server for its certificate", () => {
  it("comes to nothing where no TLS is spoken", async () => {
    const server = createServer((socket) => socket.resume().end("no")).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    expect(await hostnameLook.certificate(new URL(`https://127.0.0.1:${port}`), new AbortController().signal)).toBeUndefined();
    await new Promise((resolve) => server.close(resolve));
  });
});
