import type { Overview } from "./merge";

const numerals = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

/** A number that begins a sentence: a word up to twelve. */
function counted(count: number): string {
  return numerals[count] ?? String(count);
}

/** "Argus", "Argus and i22", "Argus, i22 and Pollux". */
export function joined(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** How one greets at an hour of the day, 0 to 23. */
export function greeting(hour: number): string {
  if (hour >= 5 && hour < 12) return "Good morning.";
  if (hour >= 12 && hour < 18) return "Good afternoon.";
  return "Good evening.";
}

/** How things are, in a sentence. It never says that all is well where it cannot see. */
export function sentence({ items, unseen, blind, waiting }: Overview): string {
  if (waiting) return "Looking at your clusters…";
  const critical = items.filter(({ severity }) => severity === "critical").length;
  const warnings = items.filter(({ severity }) => severity === "warning").length;
  if (critical > 0) return `${counted(critical)} ${critical === 1 ? "thing needs" : "things need"} you.`;
  if (warnings > 0) return `Nothing is urgent, ${counted(warnings).toLowerCase()} ${warnings === 1 ? "warning" : "warnings"} to look at.`;
  if (blind) return unseen.length === 1 ? `${unseen.join("")} is out of sight.` : "Your clusters are out of sight.";
  if (unseen.length > 0) return `All is well where Castor can see; ${joined(unseen)} ${unseen.length === 1 ? "is" : "are"} out of sight.`;
  return "All is well.";
}
