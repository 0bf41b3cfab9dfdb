/** The look of every simulated tool's page: calm, both themes by the browser's preference, from 390 px up. */
export const stylesheet = `
:root { color-scheme: light dark; --bg: #f6f7f9; --surface: #fff; --line: #dfe3ea; --strong: #868ea0; --text: #12161d; --muted: #566072; --link: #2460cf;
  --ok: #0e6f40; --warn: #855700; --crit: #c1262c; --ok-bg: #e4f5ec; --warn-bg: #fcf0d6; --crit-bg: #fde8e8; --quiet-bg: #ecedf2; --button: #1d4fb0; --on-button: #fff; }
@media (prefers-color-scheme: dark) { :root { --bg: #0a0d12; --surface: #10141b; --line: #232b37; --strong: #667085; --text: #e8ecf2; --muted: #9aa5b5; --link: #78a9ff;
  --ok: #4cc38a; --warn: #e2b03a; --crit: #ff8a8c; --ok-bg: #0f2a1f; --warn-bg: #2c2309; --crit-bg: #331416; --quiet-bg: #1d212b; --button: #78a9ff; --on-button: #0a0d12; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 14px; padding: 12px 24px; background: var(--surface); border-bottom: 1px solid var(--line); }
header .place { color: var(--muted); }
header nav { display: flex; flex-wrap: wrap; gap: 4px 14px; margin-left: 10px; }
header .demo { margin-left: auto; padding: 1px 8px; border: 1px solid var(--line); border-radius: 99px; color: var(--muted); font-size: 12px; }
main { max-width: 1120px; margin: 0 auto; padding: 28px 24px 56px; }
h1 { margin: 0 0 6px; font-size: 24px; line-height: 1.25; font-weight: 600; letter-spacing: -.01em; }
h2 { margin: 28px 0 10px; font-size: 16px; font-weight: 600; }
p { margin: 0 0 14px; max-width: 72ch; }
a { color: var(--link); }
.muted, caption, .hint { color: var(--muted); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); gap: 14px; margin: 16px 0; padding: 0; list-style: none; }
.card { min-width: 0; padding: 14px 16px; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; }
.card > h2:first-child { margin-top: 0; }
.card svg { display: block; width: 100%; height: 90px; margin-top: 8px; }
.line { fill: none; stroke: var(--link); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.choices { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 18px; margin-top: 14px; } .choice { display: inline-flex; align-items: center; gap: 6px; margin: 0; font-weight: 400; } .choice input, .choice select { width: auto; min-height: 36px; } .choice input { min-height: 0; }
.card .graph { height: 320px; border-bottom: 1px solid var(--line); } .ends { display: flex; justify-content: space-between; max-width: none; margin: 4px 0 10px; font-size: 13px; } .plain { margin: 0; padding: 0; list-style: none; font-size: 13px; }
.s0 { color: #2f7ed8; stroke: #2f7ed8; } .s1 { color: #c2690a; stroke: #c2690a; } .s2 { color: #2f9e5b; stroke: #2f9e5b; } .s3 { color: #b54ac0; stroke: #b54ac0; } .s4 { color: #d0454c; stroke: #d0454c; } .s5 { color: #1c93a0; stroke: #1c93a0; } .s6 { color: #8a7a1e; stroke: #8a7a1e; } .s7 { color: #7462d6; stroke: #7462d6; }
[hidden] { display: none !important; } .nowrap { white-space: nowrap; } button.small { min-height: 32px; padding: 2px 12px; font-weight: 500; } .said { color: var(--crit); }
.wide { grid-template-columns: repeat(auto-fill, minmax(min(100%, 430px), 1fr)); }
.scroll { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; margin: 16px 0; }
table { width: 100%; border-collapse: collapse; font-size: 14px; overflow-wrap: normal; }
caption { padding: 10px 14px; text-align: left; font-size: 13px; }
th, td { padding: 8px 14px; text-align: left; border-top: 1px solid var(--line); vertical-align: top; }
th { font-weight: 500; color: var(--muted); white-space: nowrap; }
.figure { text-align: right; white-space: nowrap; }
code, .mono { font: 13px/1.5 ui-monospace, monospace; }
.state { display: inline-flex; gap: 6px; padding: 0 8px; border-radius: 99px; font-size: 13px; white-space: nowrap; }
.state.ok { color: var(--ok); background: var(--ok-bg); } .state.warn { color: var(--warn); background: var(--warn-bg); }
.state.crit { color: var(--crit); background: var(--crit-bg); } .state.quiet { color: var(--muted); background: var(--quiet-bg); }
.chips { display: flex; flex-wrap: wrap; gap: 6px; margin: 10px 0; padding: 0; list-style: none; }
.chips li { padding: 1px 8px; border: 1px solid var(--line); border-radius: 6px; background: var(--surface); font: 13px/1.6 ui-monospace, monospace; }
.entry { max-width: 400px; margin: 6vh auto 0; }
.entry .card { padding: 26px 26px 28px; }
label { display: block; margin: 14px 0 4px; font-weight: 500; }
input, select { width: 100%; min-height: 42px; padding: 8px 12px; border: 1px solid var(--strong); border-radius: 8px; background: var(--bg); color: inherit; font: inherit; }
button { min-height: 42px; padding: 8px 18px; border: 0; border-radius: 8px; background: var(--button); color: var(--on-button); font: inherit; font-weight: 600; cursor: pointer; }
.entry button { width: 100%; margin-top: 22px; }
.alert { margin: 14px 0 0; padding: 10px 12px; border-radius: 8px; color: var(--crit); background: var(--crit-bg); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 6px 18px; margin: 12px 0; } dt { color: var(--muted); } dd { margin: 0; }
@media (max-width: 560px) { main { padding: 20px 16px 40px; } header { padding: 10px 16px; } header nav { margin-left: 0; width: 100%; order: 3; } }
`;
