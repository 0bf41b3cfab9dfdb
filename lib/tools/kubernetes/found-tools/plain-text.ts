/** Characters that are not shown, or that turn round what is: control and format characters, halves of pairs. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;

/** What somebody wrote into an annotation as one line of at most `most` characters; undefined where nothing is left. */
export function plainText(text: string, most: number): string | undefined {
  // Cut before it is searched: an annotation may be 256 KiB long.
  const line = text.slice(0, most * 8).replace(/\s+/gu, " ").replace(unseen, "").trim();
  if (line === "") return undefined;
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join("").trimEnd()}…`;
}
