import { escapeHtml, ownPage, scriptValue } from "./own-page";
import type { RefusalReason } from "./refusal";

/** What a person reads when the gateway refuses them something. */
export interface RefusalPage {
  readonly publicUrl: string;
  readonly reason: RefusalReason;
  /** What is the matter, one sentence. */
  readonly sentence: string;
  /** What to do, one sentence. */
  readonly advice?: string;
  /** Where to go on; `top` leaves the frame. */
  readonly link?: { readonly href: string; readonly text: string; readonly top?: boolean };
  /** The tool that it is about; then the page around it hears of it. */
  readonly about?: { readonly title: string; readonly origin: string };
}

/** By the tool's name. */
const headings: Readonly<Record<RefusalReason, (tool: string) => string>> = {
  "signed-out": () => "You are signed out",
  forbidden: (tool) => `You may not open ${tool}`,
  "read-only": () => "Nothing was changed",
  guarded: (tool) => `This part of ${tool} is kept back`,
  "foreign-origin": () => "Another site asked for this",
  ticket: (tool) => `This way in to ${tool} is no longer good`,
  path: () => "This address cannot be passed on",
  method: () => "This request cannot be passed on",
  "too-large": (tool) => `That was too large for ${tool}`,
  rate: () => "That was too often",
  redirect: () => "This address leads elsewhere",
  rule: () => "A rule keeps you out",
  websocket: () => "This connection cannot be passed on",
  unavailable: (tool) => `${tool} does not answer`,
};

const style = `
:root { color-scheme: light dark; --bg: #f6f7f9; --text: #12161d; --muted: #566072; --line: #cdd2db; --surface: #fff; --focus: #2460cf; }
@media (prefers-color-scheme: dark) { :root { --bg: #0a0d12; --text: #e8ecf2; --muted: #9aa5b5; --line: #2e3744; --surface: #10141b; --focus: #78a9ff; } }
body { margin: 0; padding: 2rem 1rem; background: var(--bg); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 36rem; margin: 4vh auto 0; padding: 1.25rem 1.5rem; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; overflow-wrap: anywhere; }
h1 { margin: 0 0 .5rem; font-size: 1.125rem; line-height: 1.3; }
p { margin: .5rem 0 0; }
.advice { color: var(--muted); }
a { color: var(--focus); text-underline-offset: 3px; }
a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
`;

/**
 * A small page that says what is the matter and what to do. Castor's page around a tool knows it by its
 * `castor-refusal`; where it stands on another origin than the tool, it tells that page by itself.
 */
export function refusalPage({ publicUrl, reason, sentence, advice, link, about }: RefusalPage) {
  const heading = headings[reason](about?.title ?? "the tool");
  return ownPage({
    publicUrl,
    title: `${heading} · Castor`,
    head: `<meta name="castor-refusal" content="${reason}">\n`,
    body: [
      "<main>",
      `<h1>${escapeHtml(heading)}</h1>`,
      `<p>${escapeHtml(sentence)}</p>`,
      ...(advice === undefined ? [] : [`<p class="advice">${escapeHtml(advice)}</p>`]),
      ...(link === undefined ? [] : [`<p><a href="${escapeHtml(link.href)}"${link.top === true ? ' target="_top"' : ""}>${escapeHtml(link.text)}</a></p>`]),
      "</main>",
    ].join("\n"),
    style,
    ...(about === undefined ? {} : { script: scriptOf(reason, about.origin) }),
    ancestors: ["'self'", publicUrl, ...(about === undefined ? [] : [about.origin])],
  });
}

/** Tells the page around, and leads out of a frame that may not lead the whole window elsewhere: then in a tab of its own. */
const scriptOf = (reason: RefusalReason, toolOrigin: string) => `
if (window.parent !== window) window.parent.postMessage({ castor: "refused", reason: ${scriptValue(reason)} }, ${scriptValue(toolOrigin)});
for (const link of document.querySelectorAll('a[target="_top"]')) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    try {
      window.top.location.href = link.href;
    } catch {
      window.open(link.href, "_blank", "noopener");
    }
  });
}
`;
