const written = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const sizes = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1] as const;
const letters = ["y", "w", "d", "h", "m", "s", "ms"] as const;

/** A duration as Prometheus and Alertmanager write it (`1d12h`, `30s`, `0`) in ms; undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const parts = text === "" || text.length > 60 ? null : written.exec(text);
  return parts?.slice(1).reduce((sum, part: string | undefined, index) => sum + Number(part ?? 0) * (sizes[index] ?? 0), 0);
}

/** The same the other way, exact: `1d12h`. Weeks and years are told in days, as people count them. */
export function formatDuration(ms: number): string {
  if (ms <= 0) return "0s";
  let left = Math.round(ms);
  let text = "";
  for (let index = 2; index < sizes.length; index += 1) {
    const size = sizes[index] ?? 1;
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) text += `${count}${letters[index] ?? ""}`;
  }
  return text;
}
