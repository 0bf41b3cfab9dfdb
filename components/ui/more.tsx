import { Button } from "./button";

/** Shows the rest of a list that was cut, and cuts it again. */
export function More({ hidden, all, onChange, className = "" }: { readonly hidden: number; readonly all: boolean; readonly onChange: (all: boolean) => void; readonly className?: string }) {
  if (hidden <= 0) return null;
  return (
    <Button className={className} aria-expanded={all} onClick={() => onChange(!all)}>
      {all ? "Show fewer" : `${hidden} more`}
    </Button>
  );
}
