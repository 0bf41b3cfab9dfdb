import { Refusal } from "../../exchange";
import type { Dashboard, Panel, Unit, Variable } from "./dashboard";

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {});
const text = (value: unknown, otherwise = "") => (typeof value === "string" ? value : otherwise);
const whole = (value: unknown, otherwise = 0) => (Number.isSafeInteger(value) ? (value as number) : otherwise);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const types: readonly Panel["type"][] = ["row", "timeseries", "stat", "gauge", "table"];
const units: readonly Unit[] = ["percentunit", "bytes", "Bps", "bps", "short", "s", "pps", "iops", "celsius"];

function panel(value: unknown, index: number): Panel {
  const { id, type, title, gridPos, targets, fieldConfig } = fields(value);
  const place = fields(gridPos);
  const defaults = fields(fields(fieldConfig)["defaults"]);
  const mode = fields(fields(defaults["custom"])["stacking"])["mode"];
  return {
    id: whole(id, index + 1),
    type: types.find((each) => each === type) ?? "timeseries",
    title: text(title),
    gridPos: { h: whole(place["h"], 8), w: Math.min(24, whole(place["w"], 12)), x: Math.min(23, whole(place["x"])), y: whole(place["y"], index * 8) },
    targets: list(targets).map(fields).map(({ refId, expr, legendFormat }) => ({ refId: text(refId, "A"), expr: text(expr), ...(typeof legendFormat === "string" && { legendFormat }) })),
    fieldConfig: { defaults: { unit: units.find((each) => each === defaults["unit"]) ?? "short", ...(typeof defaults["min"] === "number" && { min: defaults["min"] }), ...(typeof defaults["max"] === "number" && { max: defaults["max"] }), custom: { stacking: { mode: mode === "normal" ? "normal" : "none" } } } },
  };
}

function variable(value: unknown): readonly Variable[] {
  const { name, type, label, query, hide, includeAll, multi, current } = fields(value);
  if (typeof name !== "string" || !/^\w+$/.test(name)) return [];
  const chosen = fields(current);
  return [{
    name,
    type: type === "datasource" || type === "custom" ? type : "query",
    ...(typeof label === "string" && { label }),
    query: text(query),
    hide: hide === 2 ? 2 : 0,
    includeAll: includeAll === true,
    multi: multi === true,
    refresh: 2,
    current: { text: text(chosen["text"]), value: text(chosen["value"]) },
  }];
}

/** A dashboard as somebody posts it, with what is missing filled in as Grafana does. Refuses one without a title. */
export function readDashboard(value: unknown): Dashboard {
  const { uid, title, tags, timezone, refresh, version, time, templating, panels } = fields(value);
  if (text(title).trim() === "") throw new Refusal(400, "Dashboard title cannot be empty");
  if (!/^[\w-]{0,40}$/.test(text(uid))) throw new Refusal(400, "uid contains illegal characters");
  const { from, to } = fields(time);
  return {
    uid: text(uid),
    title: text(title).trim(),
    tags: list(tags).filter((tag) => typeof tag === "string"),
    timezone: text(timezone, "utc"),
    refresh: text(refresh),
    schemaVersion: 39,
    version: whole(version),
    time: { from: text(from, "now-6h"), to: text(to, "now") },
    templating: { list: list(fields(templating)["list"]).flatMap(variable) },
    panels: list(panels).map(panel),
  };
}

/** The body of `POST /api/dashboards/db`. */
export function readSave(body: unknown): { readonly dashboard: Dashboard; readonly folderUid: string; readonly overwrite: boolean } {
  const { dashboard, folderUid, overwrite } = fields(body);
  return { dashboard: readDashboard(dashboard), folderUid: text(folderUid), overwrite: overwrite === true };
}

/** The body of `POST /api/folders`. */
export function readFolder(body: unknown): { readonly title: string; readonly uid?: string } {
  const { title, uid } = fields(body);
  if (text(title).trim() === "") throw new Refusal(400, "folder title cannot be empty");
  return { title: text(title).trim(), ...(typeof uid === "string" && /^[\w-]{1,40}$/.test(uid) && { uid }) };
}
