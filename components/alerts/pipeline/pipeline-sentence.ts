import type { Pipeline, PipelineStation } from "@/lib/model/alerting/pipeline";

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** The whole way in a sentence, with the numbers of now; undefined where they are not known. */
export function pipelineSentence({ stations }: Pick<Pipeline, "stations">): string | undefined {
  const out = (id: PipelineStation["id"]) => stations.find((station) => station.id === id)?.out?.value;
  const rules = stations.find(({ id }) => id === "rules")?.figures[0]?.value;
  const [holding, firing, passed, heard] = [out("rules"), out("pending"), out("inhibition"), out("silences")];
  if (rules === undefined || holding === undefined || firing === undefined || passed === undefined || heard === undefined) return undefined;
  const asked = `${plural(rules, "rule asks", "rules ask")} whether something is wrong`;
  if (holding === 0) return `${asked}, and nothing is.`;
  const stopped = [
    [holding - firing, "waits", "wait"],
    [firing - passed, "is kept quiet by something worse", "are kept quiet by something worse"],
    [passed - heard, "is silenced or muted", "are silenced or muted"],
  ] as const;
  const told = stopped.filter(([count]) => count > 0).map(([count, one, many]) => plural(count, one, many));
  const last = heard === 0 ? "none is to be heard" : plural(heard, "is to be heard", "are to be heard");
  return `${asked}: of ${plural(holding, "alert", "alerts")} ${[...told, last].join(", ")}.`;
}
