/** The shape of what is coming. `className` gives its size; the words are for those who do not see it. */
export function Skeleton({ className, label }: { readonly className: string; readonly label?: string }) {
  return (
    <>
      <span aria-hidden="true" className={`skeleton ${className}`} />
      {label === undefined ? null : <span className="sr-only">{label}</span>}
    </>
  );
}
