import type { FindKin } from "./kin";
import { endpoints, gatewayRoutes, ingressServices, routeServices } from "./network";
import { argoResources, podsOnNode, scaleTarget, users } from "./others";
import { boundClaim, volumeAndPods } from "./storage";
import { claims, jobs, pods, podsAndRevisions, replicaSets } from "./workloads";

/** What belongs to an object, by `group/Kind`. Kinds that are not listed are asked for what names them as owner. */
const kin: Readonly<Record<string, FindKin>> = {
  "/Pod": claims,
  "/ReplicationController": pods,
  "apps/Deployment": replicaSets,
  "argoproj.io/Rollout": replicaSets,
  "apps/ReplicaSet": pods,
  "apps/StatefulSet": podsAndRevisions,
  "apps/DaemonSet": podsAndRevisions,
  "batch/Job": pods,
  "batch/CronJob": jobs,
  "/Service": endpoints,
  "networking.k8s.io/Ingress": ingressServices,
  "gateway.networking.k8s.io/HTTPRoute": routeServices,
  "gateway.networking.k8s.io/GRPCRoute": routeServices,
  "gateway.networking.k8s.io/Gateway": gatewayRoutes,
  "/PersistentVolumeClaim": volumeAndPods,
  "/PersistentVolume": boundClaim,
  "autoscaling/HorizontalPodAutoscaler": scaleTarget,
  "/Node": podsOnNode,
  "/ConfigMap": users,
  "/Secret": users,
  "/ServiceAccount": users,
  "argoproj.io/Application": argoResources,
};

export const kinOf = (key: string): FindKin | undefined => (Object.hasOwn(kin, key) ? kin[key] : undefined);
