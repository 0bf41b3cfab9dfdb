/** The colours of streams, in order; beyond them they begin again, and the name beside them tells. */
const colours = ["bg-s1", "bg-s2", "bg-s3", "bg-s4", "bg-s6", "bg-s5", "bg-accent-magenta", "bg-accent-indigo"] as const;

/** The colour of a stream; its name stands beside it. */
export function Swatch({ stream, className = "h-3 w-1" }: { readonly stream: number; readonly className?: string }) {
  return <span aria-hidden="true" className={`inline-block shrink-0 rounded-full ${colours[stream % colours.length] ?? "bg-s5"} ${className}`} />;
}
