import { kindKey, type KubeObject } from "../kube-object";
import type { KindKnowledge } from "../kind-knowledge";
import { daemonSet } from "./daemon-set";
import { deployment } from "./deployment";
import { generic } from "./generic";
import { pod } from "./pod";
import { replicaSet } from "./replica-set";
import { statefulSet } from "./stateful-set";

/** The kinds that Castor has words of its own for; one line each. */
const kinds: readonly KindKnowledge[] = [pod, deployment, statefulSet, daemonSet, replicaSet];

const byKey = new Map(kinds.map((kind) => [kind.kind, kind]));

/** What is known of the object's kind, or what can be said of any. */
export const knowledgeOf = ({ ref }: Pick<KubeObject, "ref">): KindKnowledge => byKey.get(kindKey(ref)) ?? generic;
