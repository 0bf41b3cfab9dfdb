import { readUrl } from "@/lib/model/read-url";

/** The dashboard that an alert's own rule names. */
export interface AlertDashboard {
  readonly uid: string;
  /** One panel of it. */
  readonly panel?: string;
  /** Values by the names of its variables, where the rule gives them. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Annotations in which people write a dashboard's whole address. */
const addresses = ["dashboard_url", "dashboardURL", "dashboardUrl", "grafana_url", "grafana_dashboard", "dashboard"] as const;

const uid = /^[A-Za-z0-9_-]{1,40}$/;

/**
 * What an alert's annotations say of a dashboard: Grafana's own `__dashboardUid__` and `__panelId__`, else
 * an address. Of an address only uid, panel and variables count: where it leads is never followed.
 */
export function alertDashboard(annotations: Readonly<Record<string, string>>): AlertDashboard | undefined {
  const own = annotations["__dashboardUid__"]?.trim() ?? "";
  if (uid.test(own)) return { uid: own, variables: {}, ...panelOf(annotations["__panelId__"]) };
  for (const name of addresses) {
    const text = annotations[name]?.trim() ?? "";
    const address = readUrl(text, "http://grafana.invalid");
    if (address === undefined) continue;
    const { pathname, searchParams } = address;
    const named = /(?:^|\/)d(?:-solo)?\/([A-Za-z0-9_-]{1,40})(?:\/|$)/.exec(pathname)?.[1];
    if (named === undefined) continue;
    const variables = [...searchParams].flatMap(([key, value]) => (/^var-\w+$/.test(key) && value !== "" ? [[key.slice("var-".length), value] as const] : []));
    return { uid: named, variables: Object.fromEntries(variables), ...panelOf(searchParams.get("viewPanel") ?? searchParams.get("panelId") ?? undefined) };
  }
  return undefined;
}

/** Newer Grafanas write `panel-13`. */
function panelOf(text: string | undefined): Pick<AlertDashboard, "panel"> {
  const panel = /^(?:panel-)?(\d+)$/.exec(text?.trim() ?? "")?.[1];
  return panel === undefined ? {} : { panel };
}
