import type { StandingSilence } from "./upstreams/alertmanager";
import { stackInhibitions, stackRoute, type AlertmanagerConfig, type Integration, type Receiver, type Route, type TimeInterval } from "./upstreams/alertmanager/config";

const email = (to: string): Integration => ({ send_resolved: false, to, from: "alertmanager@example.org", smarthost: "mail.example.org:25", require_tls: false });
const webhook = (url: string): Integration => ({ send_resolved: true, url });
const slack = (channel: string): Integration => ({ send_resolved: true, api_url: "<secret>", channel });

const london = "Europe/London";
const officeHours: TimeInterval = { name: "office-hours", time_intervals: [{ times: [{ start_time: "08:30", end_time: "17:30" }], weekdays: ["monday:friday"], location: london }] };
const beamtimeMornings: TimeInterval = { name: "beamtime-mornings", time_intervals: [{ times: [{ start_time: "08:00", end_time: "12:00" }], location: london }, { times: [{ start_time: "13:00", end_time: "13:30" }], weekdays: ["wednesday"], location: london }] };
const maintenance: TimeInterval = { name: "first-tuesday", time_intervals: [{ times: [{ start_time: "06:00", end_time: "09:00" }], weekdays: ["tuesday"], days_of_month: ["1:7"], location: london }] };

const config = (routes: readonly Route[], receivers: readonly Receiver[], intervals: readonly TimeInterval[] = []): AlertmanagerConfig => ({
  global: { resolve_timeout: "5m" },
  route: stackRoute(routes),
  inhibit_rules: stackInhibitions,
  receivers: [{ name: "null" }, ...receivers],
  ...(intervals.length > 0 && { time_intervals: intervals }),
});

/** The test beamline p47 wants to hear of its own namespace: what is critical by pager and by mail, mild things in the office only. */
const pollux = config(
  [
    {
      receiver: "p47",
      matchers: ['namespace="p47-beamline"'],
      group_by: ["namespace", "alertname"],
      group_wait: "15s",
      group_interval: "1m",
      repeat_interval: "4h",
      routes: [
        { receiver: "p47-oncall", matchers: ['severity="critical"'], group_wait: "5s", continue: true },
        { receiver: "p47-chat", matchers: ['severity=~"info|none"'], active_time_intervals: ["office-hours"] },
        { receiver: "p47", matchers: ['severity=~"critical|warning"'], mute_time_intervals: ["beamtime-mornings"] },
      ],
    },
    { receiver: "pollux-operations", matchers: ['severity="critical"'], group_by: ["alertname", "node"] },
  ],
  [
    { name: "p47", email_configs: [email("p47-staff@example.org")], webhook_configs: [webhook("http://p47-alert-log.p47-beamline.svc:8080/alerts")] },
    { name: "p47-oncall", webhook_configs: [webhook("http://pager.example.org/p47")], email_configs: [email("p47-oncall@example.org")] },
    { name: "p47-chat", slack_configs: [slack("#p47-alerts")] },
    { name: "pollux-operations", email_configs: [email("pollux-operations@example.org")] },
  ],
  [beamtimeMornings, officeHours],
);

/** The central cluster is watched by operations, except in its own maintenance. */
const argus = config(
  [
    {
      receiver: "operations",
      matchers: ['severity=~"critical|warning"'],
      group_by: ["namespace", "alertname"],
      mute_time_intervals: ["first-tuesday"],
      routes: [{ receiver: "operations-oncall", matchers: ['severity="critical"'], repeat_interval: "1h", continue: true }, { receiver: "operations" }],
    },
  ],
  [
    { name: "operations", email_configs: [email("operations@example.org"), email("operations-archive@example.org")], slack_configs: [slack("#operations")] },
    { name: "operations-oncall", webhook_configs: [webhook("http://pager.example.org/operations")], email_configs: [email("operations-oncall@example.org")] },
  ],
  [maintenance],
);

const i22 = config(
  [{ receiver: "i22", matchers: ['namespace="i22-beamline"'], group_by: ["namespace", "alertname"] }, { receiver: "i22", matchers: ['severity="critical"'] }],
  [{ name: "i22", email_configs: [email("i22-staff@example.org")] }],
);

/** Each cluster's alertmanager.yml: kube-prometheus-stack's defaults, where nobody is told, and the teams that asked. */
export const alertmanagerConfigs: Readonly<Record<string, AlertmanagerConfig>> = { pollux, argus, i22 };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What people have silenced before the demo begins. */
export const standingSilencesOf: Readonly<Record<string, readonly StandingSilence[]>> = {
  pollux: [
    { matchers: ['namespace="training"'], createdBy: "admin", comment: "Broken on purpose: here people learn what each fault looks like", began: -3 * day, ends: 90 * day },
    { matchers: ['alertname="CPUThrottlingHigh"', 'namespace=~"flagger-system|cert-manager"'], createdBy: "Ada Admin", comment: "Limits of the operators are being raised, OPS-512", began: -5 * hour, ends: 42 * minute },
    { matchers: ['alertname=~"KubePod(CrashLooping|NotReady)"', 'namespace="p47-beamline"', 'pod="bl47p-ea-panda-01-0"'], createdBy: "Pat Fortyseven", comment: "The PandA box is away for repair until December", began: -12 * day, ends: 20 * day },
    { matchers: ['alertname=~"Node.*|KubeNode.*"', 'node="pollux-wk-01"'], createdBy: "Olly Operator", comment: "Kernel update of pollux-wk-01", began: -30 * hour, ends: -27 * hour },
  ],
  argus: [{ matchers: ['node="argus-wk-07"'], createdBy: "Olly Operator", comment: "Its mainboard is replaced tomorrow", began: 20 * hour, ends: 26 * hour }],
  i22: [{ matchers: ['alertname=~"NodeFilesystem.+"', 'instance="172.23.122.22:9100"', 'mountpoint="/data"'], createdBy: "Ira Twentytwo", comment: "Old runs are being copied to tape", began: -9 * hour, ends: -3 * hour }],
};
