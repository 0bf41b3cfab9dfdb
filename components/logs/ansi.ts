import Anser from "anser";
import { visible } from "./escapes";

/** A part of a line in one look; the classes are of Castor's own tokens, so that both themes keep their contrast. */
export interface Piece {
  readonly text: string;
  readonly className: string;
}

type Hue = "black" | "red" | "green" | "yellow" | "blue" | "magenta" | "cyan" | "white";

const inks: Readonly<Record<Hue, string>> = {
  black: "text-muted",
  red: "text-crit",
  green: "text-ok",
  yellow: "text-warn",
  blue: "text-info",
  magenta: "text-accent-magenta",
  cyan: "text-accent-teal",
  white: "text-text",
};
const grounds: Readonly<Record<Hue, string>> = {
  black: "bg-sunken text-text",
  red: "bg-crit-bg text-crit",
  green: "bg-ok-bg text-ok",
  yellow: "bg-warn-bg text-warn",
  blue: "bg-info-bg text-info",
  magenta: "bg-stale-bg text-accent-magenta",
  cyan: "bg-stale-bg text-accent-teal",
  white: "bg-stale-bg text-text",
};
const decorations: Readonly<Record<string, string>> = { bold: "font-semibold", italic: "italic", underline: "underline", strikethrough: "line-through" };
const order = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

/** Cuts a line with colour codes into parts, each with the classes of its look. Colours beyond the eight become the nearest of them. */
export function ansiPieces(text: string): readonly Piece[] {
  if (!text.includes("\u001b")) return [{ text: visible(text), className: "" }];
  return Anser.ansiToJson(text, { json: true, remove_empty: true, use_classes: true }).map((entry) => {
    const fg = hueOf(entry.fg, entry.fg_truecolor);
    const bg = hueOf(entry.bg, entry.bg_truecolor);
    const ink = bg === undefined ? (fg === undefined ? "" : inks[fg]) : grounds[bg];
    return { text: visible(entry.content), className: [ink, ...entry.decorations.map((name) => decorations[name] ?? "")].filter((name) => name !== "").join(" ") };
  });
}

/** The hue behind `ansi-red`, `ansi-bright-red`, `ansi-palette-196` or a colour in full. */
function hueOf(name: string | null, full: string | null): Hue | undefined {
  if (name === null) return undefined;
  if (name === "ansi-truecolor") return nearest((full ?? "").split(",").map(Number));
  const [, palette] = /^ansi-palette-(\d+)$/.exec(name) ?? [];
  if (palette !== undefined) return nearest(ofPalette(Number(palette)));
  return order.find((hue) => name.endsWith(hue));
}

/** Red, green and blue of one of the 256 colours. */
function ofPalette(index: number): readonly number[] {
  if (index >= 232) return [8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10];
  const cube = index - 16;
  return [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((step) => (step === 0 ? 0 : 55 + step * 40));
}

function nearest([red = 0, green = 0, blue = 0]: readonly number[]): Hue {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  if (most - least < 40) return most < 110 ? "black" : "white";
  const middle = (most + least) / 2;
  return order[(red > middle ? 1 : 0) + (green > middle ? 2 : 0) + (blue > middle ? 4 : 0)] ?? "white";
}
