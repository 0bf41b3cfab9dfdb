import type { Manifest } from "../manifest";
import { argoCd, argoRollouts } from "./argo";
import { crd } from "./definition";
import type { Definition } from "./definition";
import { epics, flux, keda, prometheusOperator } from "./operations";
import { certificates, gatekeeper } from "./policy";
import { flagger, gatewayApi, istioKinds } from "./traffic";

/** The custom kinds of every cluster, and those of some. */
const everywhere = [...prometheusOperator, ...certificates, ...epics];
const definitions: Readonly<Record<string, readonly Definition[]>> = {
  pollux: [...everywhere, ...argoRollouts, ...gatewayApi, ...istioKinds, ...keda, ...flux, ...flagger, ...gatekeeper],
  argus: [...everywhere, ...argoCd, ...gatekeeper],
  i22: everywhere,
};

/** The CustomResourceDefinitions of a cluster, by its id. */
export function crdManifests(cluster: string): readonly Manifest[] {
  return (definitions[cluster] ?? everywhere).map(crd);
}
