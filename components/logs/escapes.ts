/** Everything a terminal would obey instead of showing: colours, cursor moves, titles, links. */
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/g;

/** The text without what only a terminal obeys. */
export function withoutEscapes(text: string): string {
  return text.includes("\u001b") ? text.replace(escapes, "") : text;
}

/** Characters that cannot be seen, drawn as their signs, so that nothing in a line is hidden; tabs stay. */
export function visible(text: string): string {
  return /[\u0000-\u0008\u000a-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text) ? text.replace(/[\u0000-\u0008\u000a-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, sign) : text;
}

function sign(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 127) return "\u2421";
  // Characters that turn the direction of writing could make a line read as another one.
  return code > 127 ? "\ufffd" : String.fromCharCode(0x2400 + code);
}
