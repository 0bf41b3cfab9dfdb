import { createRandom, type Random } from "./random";

const comparisons = ["==", "!=", "<", "<=", ">", ">="];
const arithmetic = ["+", "-", "*", "/", "%", "^"];
const aggregations = ["sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"];
const rangeFunctions = [
  "rate", "increase", "irate", "delta", "idelta", "deriv", "changes", "resets", "avg_over_time", "min_over_time",
  "max_over_time", "sum_over_time", "count_over_time", "last_over_time", "stddev_over_time", "stdvar_over_time",
  "present_over_time", "absent_over_time",
];
const elementFunctions = [
  "abs", "ceil", "floor", "exp", "sqrt", "ln", "log2", "log10", "sgn", "round", "sin", "cos", "tan", "asin", "acos",
  "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "rad", "deg", "timestamp", "sort", "sort_desc", "absent",
];
const dateFunctions = ["minute", "hour", "day_of_week", "day_of_month", "day_of_year", "days_in_month", "month", "year"];
const selectors = [
  "reqs_total", 'reqs_total{code="200"}', 'reqs_total{instance=~"a|c"}', 'reqs_total{code!~"4.."}', 'reqs_total{instance!="b"}',
  "temp", 'temp{site="x"}', "level", 'level{room=~"r[1-3]"}', "odd", 'odd{kind!="nan"}', "jitter_total", "up", "room_info",
  'lat_bucket{le="0.5"}', "nothing", 'nothing{a="b",c=~"d"}', '{room="r1",__name__=~"temp|level"}',
];
const rooms = ["temp", "level", "abs(temp)", "room_info", 'level{site="y"}', "(temp > 20)", "-level"];

interface Dealing extends Random {
  /** Like `pick`, but every entry has its turn. */
  deal<T>(from: readonly T[]): T;
}

/** Deals out a list in turn, so that a few hundred queries use every entry of it. */
function dealer(random: Random): <T>(from: readonly T[]) => T {
  const dealt = new Map<readonly unknown[], number>();
  return (from) => {
    const index = dealt.get(from) ?? random.below(from.length);
    dealt.set(from, index + 1);
    return from[index % from.length] as (typeof from)[number];
  };
}

/** Random queries of the supported grammar over the test data. The same seed gives the same queries. */
export function generateQueries(count: number, seed: number, at: number): string[] {
  const base = createRandom(seed);
  const random = { ...base, deal: dealer(base) };
  const forms = [elements, ranges, aggregates, vectorScalars, matches, groups, sets, ranks, scalars, histograms, labels, dates, shifts, subqueries, powers];
  return Array.from({ length: count }, (_, index) => (forms[index % forms.length] as Form)(random, 3, at));
}

type Form = (random: Dealing, depth: number, at: number) => string;

/** Any vector expression, no deeper than asked. */
function vector(random: Dealing, depth: number, at: number): string {
  if (depth <= 0) return random.pick(selectors);
  return random.pick<Form>([elements, ranges, aggregates, vectorScalars, shifts, (r) => r.pick(selectors), (r, d, t) => `(${vector(r, d - 1, t)})`])(random, depth, at);
}

function number(random: Random): string {
  return random.pick(["0", "1", "2", "0.5", "-1", "3.25", "100", "1e3", "0x1F", "Inf", "-Inf", "NaN", "time()", "pi()", "scalar(up{instance=\"a\"})", "010"]);
}

function range(random: Random): string {
  return random.pick(["1m", "2m30s", "5m", "7m", "20m", "1h"]);
}

function shift(random: Random, at: number): string {
  const fixed = (at - random.below(3_000_000)) / 1000;
  return random.pick([" offset 5m", " offset -2m", " offset 1h", ` @ ${fixed}`, " @ start()", " @ end() offset 3m", ` offset 30s @ ${fixed.toFixed(1)}`]);
}

const elements: Form = (random, depth, at) => {
  const inner = vector(random, depth - 1, at);
  if (random.below(5) === 0) {
    return random.pick([
      `clamp(${inner}, ${number(random)}, ${number(random)})`, `clamp_min(${inner}, ${number(random)})`,
      `clamp_max(${inner}, ${number(random)})`, `round(${inner}, ${random.pick(["0.1", "5", "2.5", "0"])})`,
    ]);
  }
  return `${random.deal(elementFunctions)}(${inner})`;
};

const ranges: Form = (random, _, at) => {
  const selector = `${random.pick(selectors.slice(0, -1))}[${range(random)}]${random.below(4) === 0 ? random.pick([" offset 5m", " offset -1m", ` @ ${(at - 1_000_000) / 1000}`]) : ""}`;
  const plain = selector.replace(/ @ .*/, "");
  switch (random.below(6)) {
    case 0:
      return `quantile_over_time(${random.pick(["0", "0.5", "0.93", "1", "-1", "2", "NaN"])}, ${selector})`;
    case 1:
      return `predict_linear(${plain}, ${random.pick(["0", "600", "3600", "-60"])})`;
    default:
      return `${random.deal(rangeFunctions)}(${selector})`;
  }
};

const aggregates: Form = (random, depth, at) => {
  const grouping = random.pick(["", " by (job)", " by (code, site)", " without (instance)", " by (room,)", " without (room, code, le)", " by (__name__)", " by ()", " without ()"]);
  const inner = vector(random, depth - 1, at);
  // The spread of times since 1970 depends on the order of adding, which Prometheus leaves to chance.
  const op = inner.includes("timestamp") ? "avg" : random.deal(aggregations);
  if (random.below(5) === 0) return `quantile${grouping} (${random.pick(["0.5", "0.9", "0", "1", "1.5", "-0.5"])}, ${inner})`;
  return random.below(2) === 0 ? `${op}${grouping} (${inner})` : `${op}(${inner})${grouping}`;
};

const vectorScalars: Form = (random, depth, at) => {
  const inner = vector(random, depth - 1, at);
  const op = random.below(2) === 0 ? random.pick(arithmetic) : `${random.pick(comparisons)}${random.pick(["", " bool"])}`;
  return random.below(2) === 0 ? `${inner} ${op} ${number(random)}` : `${number(random)} ${op} ${inner}`;
};

const matches: Form = (random) => {
  const op = random.below(2) === 0 ? random.pick(arithmetic) : `${random.pick(comparisons)}${random.pick(["", " bool"])}`;
  const by = random.pick(["", "", " on (room)", " on (room, site)", " ignoring (owner)", " ignoring (site, owner)", " on (site)"]);
  return `${random.pick(rooms)} ${op}${by} ${random.pick(rooms)}`;
};

const groups: Form = (random) => {
  const op = random.pick([...arithmetic, "> bool", "<", "=="]);
  return random.pick([
    `${random.pick(rooms)} ${op} on (room) group_left (owner) room_info`,
    `room_info ${op} on (room, site) group_right (owner, none) ${random.pick(rooms)}`,
    `${random.pick(rooms)} ${op} on (site) group_left sum by (site) (${random.pick(rooms)})`,
    `sum by (instance) (rate(reqs_total[5m])) ${op} ignoring (code, job) group_right rate(reqs_total[5m])`,
    `rate(reqs_total[5m]) ${op} ignoring (code) group_left () sum without (code) (rate(reqs_total[5m]))`,
  ]);
};

const sets: Form = (random) => {
  const by = random.pick(["", " on (room)", " ignoring (site, owner)", " on ()", " on (site)"]);
  return `${random.pick(rooms)} ${random.pick(["and", "or", "unless"])}${by} ${random.pick(rooms)}`;
};

const ranks: Form = (random) => random.pick([
  `${random.pick(["topk", "bottomk"])}${random.pick(["", " by (site)", " without (room)"])} (${random.pick(["1", "2", "3.7", "100", "0", "-1"])}, ${random.pick(["temp", "level", 'odd{kind!="mixed"}', "rate(reqs_total[5m])", "jitter_total"])})`,
  `count_values${random.pick(["", " by (site)", " without (room)"])} ("value", ${random.pick(["up", "round(temp)", "ceil(odd / 200)", "resets(reqs_total[1h])", "round(level, 0.25)"])})`,
]);

const scalars: Form = (random, depth, at) => random.pick([
  `vector(${number(random)})`, `scalar(${vector(random, depth - 1, at)})`, `${number(random)} ${random.pick(arithmetic)} ${number(random)}`,
  `${number(random)} ${random.pick(comparisons)} bool ${number(random)}`, `-time() + ${number(random)}`, `vector(time() % 600) > 300`,
]);

const histograms: Form = (random) =>
  `histogram_quantile(${random.pick(["0.5", "0.9", "0.99", "0", "1", "-1", "1.1", "NaN"])}, ${random.pick([
    "rate(lat_bucket[5m])", "sum by (le) (rate(lat_bucket[7m]))", "sum by (le, instance) (lat_bucket)", 'lat_bucket{le!="+Inf"}', 'lat_bucket{le=~"0.5|.Inf"}', "temp", "increase(lat_bucket[1h])",
  ])})`;

const labels: Form = (random, depth, at) => {
  const inner = vector(random, depth - 1, at);
  return random.pick([
    `label_replace(${inner}, "copy", "$1-x", "room", "r(.)")`, `label_replace(${inner}, "room", "", "site", "x")`,
    `label_replace(${inner}, "__name__", "renamed_\${1}", "instance", "(.*)")`, `label_replace(${inner}, "both", "$site$$", "site", "(?P<site>[a-z]+)")`,
    `label_join(${inner}, "joined", "/", "room", "site", "none")`, `label_join(${inner}, "site", "", "none")`,
  ]);
};

const dates: Form = (random) => {
  const name = random.deal(dateFunctions);
  return random.pick([`${name}()`, `${name}(timestamp(temp))`, `${name}(vector(1.7e9 + ${random.below(60_000_000)}))`, `${name}(vector(time() - 86400 * ${random.below(900)}))`]);
};

const shifts: Form = (random, _, at) => random.pick([
  `${random.pick(selectors)}${shift(random, at)}`, `timestamp(${random.pick(selectors)}${shift(random, at)})`,
  `${random.pick(selectors)} - ${random.pick(selectors)}${shift(random, at)}`, `sum(rate(reqs_total[5m]${shift(random, at)}))`,
]);

const subqueries: Form = (random, _, at) => {
  const inner = random.pick(["temp", "rate(reqs_total[2m])", "sum by (site) (level)", "up", "level > 5", "-level", "max_over_time(temp[3m:30s])"]);
  const step = random.pick(["", "30s", "45s", "2m"]);
  const fn = random.deal(rangeFunctions);
  return `${fn}((${inner})[${range(random)}:${step}]${random.below(3) === 0 ? shift(random, at) : ""})`;
};

const powers: Form = (random) => random.pick([
  "-2 ^ 2", "2 ^ -1 ^ 2", "-temp ^ 2", "2 ^ 3 ^ 0.5", "temp - level - 1", "temp / level * 2", "1 + temp * 2 > 40 or level", "temp + level offset 5m * 2",
  "-level[5m:1m] offset 1m", "temp == level or temp > 3 and level", "-1 ^ 0.5", "2 * -temp", "temp + -level ^ 2 % 3", "temp unless level > 3 and temp < 30", "- -temp", "+temp", "(-level) ^ 2 - -3",
  "-sum(level) by (site) * 2 ^ 2", "1 - 2 - 3", "2 / 4 / 8", "(temp > bool 20) * 2", "8 % 5 * 2",
]).replace("-level[5m:1m] offset 1m", `sum_over_time((-level)[5m:1m] offset ${random.pick(["1m", "-1m"])})`);
