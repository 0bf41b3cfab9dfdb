import { quantity, type Unit } from "@/lib/model";

/** A value as figure and unit, the unit lighter and never on a line of its own. `value` is in the base unit. */
export function Amount({ value, unit }: { readonly value: number; readonly unit: Unit }) {
  const { figure, unit: name } = quantity(value, unit);
  return (
    <span className="whitespace-nowrap">
      {figure}
      {name === "" ? null : <span className="text-muted">{`\u00a0${name}`}</span>}
    </span>
  );
}
