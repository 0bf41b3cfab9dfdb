/** How full something is: a bar from 0 to 1 beside its figure. `label` says of what; null means that nobody knows. */
export function Meter({ label, fraction, ink = "text-s1" }: { readonly label: string; readonly fraction: number | null; readonly ink?: string }) {
  const percent = fraction === null || !Number.isFinite(fraction) ? null : Math.round(Math.min(Math.max(fraction, 0), 1) * 1000) / 10;
  const words = percent === null ? "unknown" : `${Math.round(percent)} %`;
  return (
    <svg
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? 0}
      aria-valuetext={words}
      className={`block h-1 w-full overflow-hidden rounded-full ${ink}`}
    >
      <rect width="100%" height="100%" className="fill-line" />
      {percent === null ? null : <rect width={`${percent}%`} height="100%" fill="currentColor" />}
    </svg>
  );
}
