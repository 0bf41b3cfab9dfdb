import type { AnySource } from "@/lib/hub";
import { topicAddress, type Person, type Topic } from "@/lib/model";
import type { Pipeline, PipelineProblem } from "@/lib/model/alerting";
import { pipelineMetrics } from "@/lib/tools/prometheus";
import type { ClusterParts } from "../cluster";
import type { Now } from "../shared";
import { pipelineProblems } from "./pipeline-problems";
import { pipelineStations } from "./pipeline-stations";

const every = 15_000;

/** What is wrong with a cluster's alerting as far as the book of alerts knows: asks nobody, so that it can be counted at each change. */
export function problemsOf({ alerting }: Pick<ClusterParts, "alerting">): readonly PipelineProblem[] {
  return pipelineProblems({ now: alerting.book.current });
}

/** The way of an alert through the cluster, with the numbers of now. Prometheus' own figures may be missing; the rest stands without them. */
export function pipelineSource({ alerting, prometheus }: ClusterParts, topic: Topic, _person: Person, _now: Now): AnySource {
  const address = topicAddress(topic);
  return {
    key: address,
    topic: address,
    every,
    keep: 1,
    async load({ signal }): Promise<Pipeline> {
      const [metrics] = await Promise.all([prometheus === undefined ? {} : pipelineMetrics(prometheus, signal), alerting.book.ready()]);
      const now = alerting.book.current;
      const problems = pipelineProblems({ now, metrics });
      return { stations: pipelineStations(now, metrics, problems), problems };
    },
  };
}
