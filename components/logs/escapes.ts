/** Everything a terminal would obey instead of showing: colours, cursor moves, titles, links. */
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/g;

/** The text without what only a terminal obeys. */
export function withoutEscapes(text: string): string {
  return text.includes("\u001b") ? text.replace(escapes, "") : text;
}

/** Characters that cannot be seen, drawn as their signs, so that nothing in a line is hidden; tabs stay. */
export function visible(text: string): string {
  return /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text) ? text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, sign) : text;
}

/** A carriage return has a sign that fonts know; what else would be obeyed, or turn the direction of writing, is only told to be there. */
const sign = (character: string): string => (character === "\r" ? "\u21b5" : "\ufffd");
