const words: Readonly<Record<string, string>> = {
  email: "e-mail",
  slack: "Slack",
  webhook: "webhook",
  pagerduty: "PagerDuty",
  opsgenie: "Opsgenie",
  victorops: "VictorOps",
  msteams: "Microsoft Teams",
  msteamsv2: "Microsoft Teams",
  discord: "Discord",
  telegram: "Telegram",
  pushover: "Pushover",
  sns: "Amazon SNS",
  webex: "Webex",
  wechat: "WeChat",
  jira: "Jira",
  rocketchat: "Rocket.Chat",
  mattermost: "Mattermost",
  incidentio: "incident.io",
};

/** What a person calls a way of telling: `e-mail` for `email`. */
export const integrationWord = (integration: string): string => (Object.hasOwn(words, integration) ? (words[integration] ?? integration) : integration);

/** `a`, `a and b`, `a, b and c`. */
export const enumerated = (items: readonly string[]): string => (items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`);
