const light = `--bg: #f4f5f6; --surface: #fff; --line: #e1e4e8; --strong: #858d98; --text: #1f242b; --muted: #5a6472; --link: #1f62c4; --grid: #1f242b14; --accent: #c2540a; --button: #2f6fd0; --on: #fff;
  --c0: #37872d; --c1: #b58900; --c2: #1f78c1; --c3: #d1590c; --c4: #c4314b; --c5: #3274d9; --c6: #8f3bb8; --c7: #0f7f86; --high: #c4162a; --raised: #b06a00;`;
const dark = `--bg: #111217; --surface: #181b1f; --line: #2a2d33; --strong: #6e7480; --text: #d8d9e0; --muted: #9a9fab; --link: #6e9fff; --grid: #ccccdc14; --accent: #ff8833; --button: #3d71d9; --on: #fff;
  --c0: #73bf69; --c1: #f2cc0c; --c2: #8ab8ff; --c3: #ff9830; --c4: #f2495c; --c5: #5794f2; --c6: #b877d9; --c7: #56c8d0; --high: #ff7383; --raised: #ffb357;`;

/** The look of the simulated Grafana: both themes by its own parameter, or else by the browser's preference. */
export const stylesheet = `
:root { color-scheme: light; ${light} }
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; ${dark} } }
:root[data-theme="dark"] { color-scheme: dark; ${dark} }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 14px/1.45 Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 16px; padding: 9px 16px; background: var(--surface); border-bottom: 1px solid var(--line); }
header .brand { color: var(--accent); font-weight: 650; } header .place, header .role, .muted { color: var(--muted); }
header nav { display: flex; gap: 14px; } header .person { margin-left: auto; display: flex; gap: 8px; align-items: baseline; }
.badge { padding: 0 8px; border: 1px solid var(--line); border-radius: 99px; color: var(--muted); font-size: 12px; }
main { padding: 14px 16px 40px; } main.narrow { max-width: 900px; margin: 0 auto; }
h1 { margin: 0; font-size: 19px; font-weight: 550; } h2 { margin: 22px 0 8px; font-size: 15px; font-weight: 550; }
.head { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; margin-bottom: 12px; }
.controls { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-bottom: 12px; }
.controls label { display: inline-flex; max-width: 100%; border: 1px solid var(--line); border-radius: 4px; background: var(--surface); } .controls label > span { padding: 5px 8px; color: var(--muted); font-size: 12px; line-height: 20px; white-space: nowrap; }
.controls .end { margin-left: auto; }
select, input { min-width: 0; height: 30px; padding: 0 8px; border: 1px solid var(--strong); border-radius: 4px; background: var(--bg); color: inherit; font: inherit; }
.controls label select { max-width: 260px; border: 0; border-left: 1px solid var(--line); border-radius: 0 3px 3px 0; }
button, .button { height: 30px; padding: 0 12px; border: 1px solid var(--line); border-radius: 4px; background: var(--surface); color: inherit; font: inherit; cursor: pointer; } button.primary { border-color: transparent; background: var(--button); color: var(--on); }
button, .button { display: inline-flex; align-items: center; gap: 6px; } #star::before { content: "☆"; } #star[aria-pressed="true"] { color: var(--accent); } #star[aria-pressed="true"]::before { content: "★"; }
.grid { display: grid; grid-template-columns: repeat(24, minmax(0, 1fr)); grid-auto-rows: 30px; gap: 8px; }
.row { grid-column: 1 / -1; align-self: end; margin: 0; font-size: 14px; font-weight: 550; }
.panel { container-type: size; display: flex; flex-direction: column; min-width: 0; min-height: 0; padding: 8px 12px 10px; overflow: hidden; background: var(--surface); border: 1px solid var(--line); border-radius: 4px; }
.panel > h2, .legend, .cut { flex: none; } .panel > h2 { margin: 0 0 6px; overflow: hidden; font-size: 13px; line-height: 18px; text-overflow: ellipsis; white-space: nowrap; } .panel > h2 a { color: inherit; }
.chart { position: relative; flex: 1; display: grid; min-height: 0; grid-template: minmax(0, 1fr) 18px / 62px minmax(0, 1fr); column-gap: 8px; padding: 6px 14px 0 0; }
.chart svg { display: block; width: 100%; height: 100%; overflow: visible; } .plot { overflow: hidden !important; }
.times { grid-column: 2; } .chart text { fill: var(--muted); font-size: 11px; dominant-baseline: middle; text-anchor: end; } .chart .times text { text-anchor: middle; }
.grid line, .plot .grid { stroke: var(--grid); stroke-width: 1; vector-effect: non-scaling-stroke; }
.line { fill: none; stroke: currentColor; stroke-width: 1.4; stroke-linejoin: round; vector-effect: non-scaling-stroke; } .area { fill: currentColor; fill-opacity: .07; } .area.full { fill-opacity: .34; }
${Array.from({ length: 8 }, (_, index) => `.c${index} { color: var(--c${index}); fill: currentColor; }`).join(" ")} polyline.line { fill: none; }
.legend { display: flex; flex-wrap: wrap; gap: 0 14px; max-height: 36px; margin: 6px 0 0; padding: 0; overflow: auto; list-style: none; font-size: 12px; line-height: 18px; } .legend .last { color: var(--muted); } .swatch { width: 14px; height: 4px; margin-right: 6px; vertical-align: middle; }
.cut { margin: 2px 0 0; color: var(--muted); font-size: 12px; }
.tip { position: fixed; z-index: 2; max-width: 320px; padding: 6px 10px; border: 1px solid var(--strong); border-radius: 4px; background: var(--surface); font-size: 12px; pointer-events: none; } .tip p { margin: 0; }
.stat { position: relative; flex: 1; min-height: 0; display: grid; place-items: center; } .stat .spark { position: absolute; inset: 30% -12px -10px; width: calc(100% + 24px); height: 75%; opacity: .55; } .stat .figure { position: relative; margin: 0; font-size: clamp(22px, 26cqmin, 56px); font-weight: 600; }
.gauge { flex: 1; width: 100%; min-height: 0; } .gauge path { fill: none; stroke-width: 16; } .gauge .track { stroke: var(--grid); } .gauge .arc { stroke: var(--c0); } .gauge .raised { stroke: var(--raised); } .gauge .high { stroke: var(--high); } .gauge text { fill: var(--text); font-size: 26px; font-weight: 600; text-anchor: middle; }
.values-table { flex: 1; min-height: 0; overflow: auto; } table { width: 100%; border-collapse: collapse; font-size: 13px; } th, td { padding: 4px 8px; border-top: 1px solid var(--line); text-align: left; font-weight: 400; overflow-wrap: anywhere; } td { text-align: right; white-space: nowrap; }
.empty, .problem { flex: 1; display: grid; place-items: center; margin: 0; color: var(--muted); text-align: center; overflow-wrap: anywhere; } .problem { color: var(--high); }
.list { margin: 0; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: 4px; background: var(--surface); } .list li { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; padding: 9px 14px; } .list li + li { border-top: 1px solid var(--line); } .list .end { margin-left: auto; display: flex; gap: 6px; }
.save { position: relative; } .save summary { list-style: none; } .save form { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.entry { max-width: 380px; margin: 8vh auto 0; padding: 24px; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; } .entry label { display: block; margin: 12px 0 4px; } .entry input { width: 100%; } .entry button { width: 100%; margin-top: 18px; }
.solo body { height: 100vh; background: var(--surface); } .solo main { height: 100%; padding: 0; } .solo .panel { height: 100%; border: 0; border-radius: 0; }
@container (max-height: 215px) { .legend, .cut { display: none; } .values .odd { display: none; } }
@container (max-width: 420px) { .times .odd { display: none; } }
@media (max-width: 760px) { .grid { display: flex; flex-direction: column; } .grid .panel { flex: none; height: 250px; } .row { align-self: auto; margin-top: 8px; } .controls .end { margin-left: 0; } }
`;
