import type { Labels } from "../../series";
import type { Notification, Suppression } from "./notifier";

/** What an Alertmanager counts from its start on. */
export interface Tally {
  received(state: "firing" | "resolved", count: number): void;
  invalid(): void;
  notified(notification: Notification): void;
  suppressed(reason: Suppression, count: number): void;
  /** The latest notifications, oldest first. */
  notifications(): readonly Notification[];
  /** Every counter as it stands: name, labels and value. */
  counters(): readonly { readonly name: string; readonly labels: Labels; readonly value: number }[];
}

const integrations = ["discord", "email", "msteams", "opsgenie", "pagerduty", "pushover", "slack", "sns", "telegram", "victorops", "webex", "webhook", "wechat"];
const failures = ["clientError", "contextCanceled", "contextDeadlineExceeded", "other", "serverError"];
const suppressions: readonly Suppression[] = ["active_time_interval", "inhibition", "mute_time_interval", "silence"];
const kept = 500;

export function createTally(): Tally {
  const counts = new Map<string, { readonly name: string; readonly labels: Labels; value: number }>();
  let notifications: Notification[] = [];
  const add = (name: string, labels: Labels, value: number) => {
    const key = `${name} ${JSON.stringify(labels)}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { name, labels, value });
    else known.value += value;
  };
  for (const integration of integrations) {
    add("alertmanager_notifications_total", { integration }, 0);
    add("alertmanager_notification_requests_total", { integration }, 0);
    add("alertmanager_notification_requests_failed_total", { integration }, 0);
    for (const reason of failures) add("alertmanager_notifications_failed_total", { integration, reason }, 0);
  }
  for (const reason of suppressions) add("alertmanager_notifications_suppressed_total", { reason }, 0);
  for (const status of ["firing", "resolved"]) add("alertmanager_alerts_received_total", { status, version: "v2" }, 0);
  add("alertmanager_alerts_invalid_total", { version: "v2" }, 0);
  return {
    received: (status, count) => add("alertmanager_alerts_received_total", { status, version: "v2" }, count),
    invalid: () => add("alertmanager_alerts_invalid_total", { version: "v2" }, 1),
    notified(notification) {
      const { way: { integration }, failure } = notification;
      add("alertmanager_notifications_total", { integration }, 1);
      add("alertmanager_notification_requests_total", { integration }, 1);
      if (failure !== undefined) {
        add("alertmanager_notification_requests_failed_total", { integration }, 1);
        add("alertmanager_notifications_failed_total", { integration, reason: failure }, 1);
      }
      notifications = [...notifications, notification].slice(-kept);
    },
    suppressed: (reason, count) => add("alertmanager_notifications_suppressed_total", { reason }, count),
    notifications: () => notifications,
    counters: () => [...counts.values()],
  };
}
