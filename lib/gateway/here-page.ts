import { hereScript } from "./here-script";
import { escapeHtml, ownPage, scriptValue } from "./own-page";

const style = "html, body { height: 100%; margin: 0; } iframe { display: block; width: 100%; height: 100%; border: 0; }";

/**
 * The page around a tool, on the tool's own origin, so that it may see where the person goes inside and tell
 * Castor's page, which may not. It holds nothing that needs a session: the frame in it asks for one.
 * The frame's way in leads over Castor's own host, so that is the other origin it may show.
 */
export function herePage({ publicUrl, title, start }: { readonly publicUrl: string; readonly title: string; readonly start: string }) {
  return ownPage({
    publicUrl,
    title,
    body: `<iframe title="${escapeHtml(title)}" src="${escapeHtml(start)}" allow="clipboard-read; clipboard-write; fullscreen"></iframe>`,
    style,
    script: `(${hereScript})(window, ${scriptValue({ portal: publicUrl, start })});`,
    ancestors: [publicUrl],
    frames: ["'self'", publicUrl],
  });
}
