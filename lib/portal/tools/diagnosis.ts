import { isCastorError, type Opening } from "@/lib/model";
import type { Upstream } from "../upstreams";
import { hostnameTrouble, type HostnameLook } from "./hostname";

/** What a diagnosis starts from. */
export interface Patient {
  /** As a person calls it: `Grafana of Pollux`. */
  readonly name: string;
  readonly upstream: Pick<Upstream, "tool" | "client">;
  /** Where browsers reach it. */
  readonly origin: string;
}

/** Answers that never came, because of these, are about a certificate: OpenSSL's and Node's names for it, as the wire tells them. */
const aboutCertificates = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;

/** Asks the tool as its health does, and looks at its hostname: the first that is wrong is told. Bounded by `signal`; never throws. */
export async function diagnose({ name, upstream, origin }: Patient, look: HostnameLook, now: number, signal: AbortSignal): Promise<Opening> {
  const [tool, hostname] = await Promise.all([toolTrouble(name, upstream, signal), hostnameTrouble(origin, look, now, signal)]);
  if (tool !== undefined) return tool;
  const { hostname: host } = new URL(origin);
  const wildcard = `*.${host.slice(host.indexOf(".") + 1)}`;
  if (hostname === "name") {
    return {
      state: "name",
      sentence: `The hostname ${host} is not set up: Castor's resolver does not know it.`,
      advice: `Whoever runs Castor sets up a wildcard record ${wildcard} that leads to where Castor is, and a certificate for that name. One record serves all tools.`,
    };
  }
  if (hostname !== undefined) {
    return {
      state: "certificate",
      sentence: hostname === "wrong-certificate" ? `The certificate that is shown at ${host} is for another name.` : `The certificate that is shown at ${host} has expired.`,
      advice: `Whoever runs Castor gives its ingress a certificate for ${wildcard}. One serves all tools.`,
    };
  }
  return {
    state: "ready",
    sentence: `${name} answers Castor, and its hostname is set up; only its page has not come to this browser yet.`,
    advice: "It may still come by itself. If it does not, open it in a tab of its own: there the browser says what keeps it, a certificate that it does not trust for example.",
  };
}

/** Why the tool does not answer; undefined where it does, even if it refuses Castor. */
async function toolTrouble(name: string, { tool, client }: Patient["upstream"], signal: AbortSignal): Promise<Opening | undefined> {
  try {
    await tool.health(client, signal);
    return undefined;
  } catch (error) {
    if (!isCastorError(error)) return undefined;
    if (signal.aborted || error.code === "timeout") return down(`${name} does not answer in time.`);
    if (error.code !== "unreachable") return undefined;
    if (aboutCertificates.test(error.detail ?? "")) {
      return {
        state: "certificate",
        sentence: error.message,
        advice: `Castor asks the tool over TLS and does not trust what it shows. Whoever runs it renews the certificate, or names the authority that signed it in castor.yaml, under tools.${tool.id}.tls.ca.`,
      };
    }
    return down(error.message);
  }
}

const down = (sentence: string): Opening => ({ state: "down", sentence, advice: "It opens here by itself as soon as it answers again." });
