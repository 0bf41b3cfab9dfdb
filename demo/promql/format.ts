/** A number as the HTTP API writes it: shortest form, exponents only below 1e-6 and from 1e21. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Infinity) return "+Inf";
  if (value === -Infinity) return "-Inf";
  if (Object.is(value, -0)) return "-0";
  return String(value).replace(/e([+-])(\d)$/, "e$10$2");
}

/** A number without exponent, as `count_values` puts it into a label. */
export function formatDecimal(value: number): string {
  const text = formatValue(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = "", head = "", fraction = "", exponent = "0"] = match;
  const power = Number(exponent);
  const digits = head + fraction;
  return power < 0 ? `${sign}0.${"0".repeat(-power - 1)}${digits}` : `${sign}${digits.padEnd(power + 1, "0")}`;
}
