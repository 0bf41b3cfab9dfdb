import { stringify } from "yaml";
import { CastorError } from "@/lib/model";
import type { ClusterSettings, Settings } from "@/lib/settings";

/**
 * The kubeconfig of a cluster for a person's own sign-in: kubectl asks the plugin kubelogin
 * (`kubectl oidc-login`), which opens the identity provider's page. It holds no secret, so
 * everybody who may see the cluster gets the same.
 */
export function kubeconfig({ id, title, kubeconfig: access }: ClusterSettings, { issuer, scopes }: Settings["signIn"]): string {
  if (access === undefined) throw new CastorError("not-found", `${title} has no kubeconfig to download: Castor's settings name no server for it.`);
  const { server, ca, clientId } = access;
  const extra = scopes.filter((scope) => scope !== "openid").map((scope) => `--oidc-extra-scope=${scope}`);
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1",
    command: "kubectl",
    args: ["oidc-login", "get-token", `--oidc-issuer-url=${issuer}`, `--oidc-client-id=${clientId}`, ...extra],
    interactiveMode: "IfAvailable",
    installHint: "kubectl oidc-login is the plugin kubelogin: kubectl krew install oidc-login",
  };
  const cluster = { server, ...(ca === undefined ? {} : { "certificate-authority-data": Buffer.from(ca).toString("base64") }) };
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: id, cluster }],
    users: [{ name: `${id}-oidc`, user: { exec } }],
    contexts: [{ name: id, context: { cluster: id, user: `${id}-oidc` } }],
    "current-context": id,
  });
}
