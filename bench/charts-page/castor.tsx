import { createRoot } from "react-dom/client";
import { createBoard } from "@/components/charts/board";
import { createLinePlot } from "@/components/charts/plot-engine";
import { TimeChart } from "@/components/charts/time-chart";
import { createTimeline } from "@/components/charts/timeline";
import { charts, names, offer, points, step, valueAt } from "./feed";

let tick = 0;
const clock = () => tick * step;
const board = createBoard(clock, "15m");
const timelines = Array.from({ length: charts }, () => createTimeline(points + 1));
const plots = timelines.map((timeline) => createLinePlot({ timeline, board, unit: "bytes/s" }));

function advance() {
  tick += 1;
  timelines.forEach((timeline, chart) => timeline.push(clock(), step, Object.fromEntries(names.map((name, series) => [name, valueAt(chart, series, tick)]))));
}
while (tick < points) advance();

createRoot(document.querySelector("main")!).render(plots.map((plot, chart) => <TimeChart key={chart} title={`Chart ${chart + 1}`} plot={plot} board={board} current={() => valueAt(chart, 0, tick)} />));
offer(() => {
  advance();
  board.invalidate();
});
