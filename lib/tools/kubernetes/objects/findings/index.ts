import type { Finding, ObjectRef } from "@/lib/model";
import type { Evidence, Rule } from "../evidence";
import { admission } from "./admission";
import { autoscaling } from "./autoscaling";
import { claims } from "./claims";
import { conditions } from "./conditions";
import { containerConfig } from "./container-config";
import { crash } from "./crash";
import { deletion } from "./deletion";
import { deprecations } from "./deprecations";
import { evictions } from "./evictions";
import { fold } from "./fold";
import { imagePull } from "./image-pull";
import { ingresses } from "./ingresses";
import { jobs } from "./jobs";
import { memory } from "./memory";
import { mounts } from "./mounts";
import { nodes } from "./nodes";
import { probes } from "./probes";
import { readiness } from "./readiness";
import { rollout } from "./rollout";
import { scheduling } from "./scheduling";
import { services } from "./services";
import { throttling } from "./throttling";

/** Every family of troubles; one line each. */
const rules: readonly Rule[] = [
  scheduling,
  imagePull,
  containerConfig,
  mounts,
  memory,
  crash,
  probes,
  readiness,
  throttling,
  evictions,
  admission,
  rollout,
  jobs,
  claims,
  autoscaling,
  services,
  ingresses,
  nodes,
  deletion,
  conditions,
  deprecations,
];

/** What is wrong with these objects, worst first, each cause once. */
export function findings(examined: readonly Evidence[], page: ObjectRef): readonly Finding[] {
  return fold(
    examined.flatMap((evidence) => rules.flatMap((rule) => rule(evidence).map((cause) => ({ about: evidence.object.ref, cause })))),
    page,
  );
}
