import type { Finding, ObjectRef } from "@/lib/model";
import type { Evidence, Rule } from "../evidence";
import { crash } from "./crash";
import { fold } from "./fold";
import { imagePull } from "./image-pull";
import { memory } from "./memory";

/** Every family of troubles; one line each. */
const rules: readonly Rule[] = [imagePull, memory, crash];

/** What is wrong with these objects, worst first, each cause once. */
export function findings(examined: readonly Evidence[], page: ObjectRef): readonly Finding[] {
  return fold(
    examined.flatMap((evidence) => rules.flatMap((rule) => rule(evidence).map((cause) => ({ about: evidence.object.ref, cause })))),
    page,
  );
}
