import type { Figure } from "@/lib/model";
import { definePanel } from "../../tool";
import type { Alertmanager } from "../client";

export const alerts = definePanel({
  id: "alerts",
  title: "Alerts",
  question: "How many alerts are firing?",
  view: "figures",
  async load(client: Alertmanager, { signal }) {
    const counts = await client.counts(signal);
    const figure = (label: string, value: number, state: NonNullable<Figure["state"]>): Figure => ({ label, value, unit: "count", state: value === 0 ? "ok" : state });
    const figures: Figure[] = [
      figure("Critical", counts.critical, "crit"),
      figure("Warning", counts.warning, "warn"),
      figure("Info", counts.info, "info"),
      ...(counts.other === 0 ? [] : [figure("Other", counts.other, "info")]),
      { label: "Suppressed", value: counts.suppressed, unit: "count", note: "silenced or inhibited" },
    ];
    return { data: { figures }, note: "From Alertmanager. Watchdog and InfoInhibitor are not counted." };
  },
});
