import Plot from "uplot";
import { format } from "@/lib/model/units";
import { charts, names, offer, points, step, valueAt } from "./feed";

let tick = 0;
const columns = Array.from({ length: charts }, (): [number[], number[], number[]] => [[], [], []]);

function advance() {
  tick += 1;
  columns.forEach(([times, first, second], chart) => {
    times.push((tick * step) / 1000);
    first.push(valueAt(chart, 0, tick));
    second.push(valueAt(chart, 1, tick));
    if (times.length > points) for (const column of [times, first, second]) column.shift();
  });
}
while (tick < points) advance();

// As the page is told to look: fixed axes, and a legend with the newest values.
const plots = columns.map((column, chart) => {
  const figure = document.createElement("figure");
  figure.innerHTML = `<figcaption><h3>Chart ${chart + 1}</h3></figcaption>`;
  document.querySelector("main")?.append(figure);
  const value = (_: Plot, raw: number | null) => (raw === null ? "–" : format(raw, "bytes/s"));
  const series = names.map((label, index) => ({ label, value, stroke: index === 0 ? "#2f6fed" : "#c26a00", width: 1.6, points: { show: false } }));
  return new Plot(
    {
      width: figure.clientWidth - 24,
      height: 178,
      series: [{}, ...series],
      scales: { x: { time: false, range: () => [(tick * step) / 1000 - 900, (tick * step) / 1000] }, y: { range: [0, 200e6] } },
      axes: [
        { splits: () => [-900, -600, -300, 0].map((offset) => (tick * step) / 1000 + offset), values: () => ["−15 min", "−10", "−5", "now"], grid: { show: false }, ticks: { show: false } },
        { splits: () => [0, 50e6, 100e6, 150e6, 200e6], values: () => ["0", "50", "100", "150", "200"], ticks: { show: false } },
      ],
    },
    column,
    figure,
  );
});
offer(() => {
  advance();
  requestAnimationFrame(() =>
    plots.forEach((plot, chart) => {
      plot.setData(columns[chart] ?? [[], [], []]);
      plot.setLegend({ idx: points - 1 });
    }),
  );
});
