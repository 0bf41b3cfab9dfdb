import type { WorldCluster } from "../../../world/cluster";
import type { Manifest } from "./manifest";
import { brokenExercises } from "./training-broken";
import { healthyExercises } from "./training-healthy";
import { loggingExercises } from "./training-logs";

/** What the cloud team's training runs on the staging cluster: what works, and what is broken on purpose. */
export function trainingManifests(cluster: WorldCluster): readonly Manifest[] {
  return cluster.id === "pollux" ? [...healthyExercises(), ...loggingExercises(), ...brokenExercises()] : [];
}
