import { definePanel } from "../../tool";
import type { Prometheus } from "../client";
import { workloadQueries } from "../workload-queries";
import { cadvisorForm, nothingIn, ranking } from "./pods";

const metric = "container_cpu_usage_seconds_total";

export const podCpu = definePanel({
  id: "pod-cpu",
  title: "CPU by pod",
  question: "Which pod uses CPU most, and which least?",
  view: "ranking",
  args: ["namespace"],
  async load(client: Prometheus, { args: { namespace }, signal }) {
    const form = await cadvisorForm(client, metric, signal);
    const data = ranking(await client.query(workloadQueries.podCpu(form, namespace), { signal }), "cores");
    if (data.of === 0) throw nothingIn(client, metric, namespace);
    return { data, note: `From ${metric}, measured for each ${form}.` };
  },
});
