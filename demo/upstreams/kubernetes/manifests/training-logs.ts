import { inNamespace } from "./manifest";
import type { Manifest } from "./manifest";
import { container, labelsOf, training } from "./training-apps";

/** Pods that say much or by several voices, for whoever reads logs. */
export function loggingExercises(): readonly Manifest[] {
  return [
    inNamespace(training, "v1", "Pod", { name: "log-flood", labels: labelsOf("log-flood"), annotations: { "training.diamond.ac.uk/about": "Writes 50 lines a second; more than 100 MB are kept" } }, {
      spec: { containers: [container({ name: "flood", image: "ghcr.io/diamondlightsource/log-flood:1.0.0" })] },
    }),
  ];
}
