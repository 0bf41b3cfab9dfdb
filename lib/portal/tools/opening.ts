import { diagnose } from "./diagnosis";
import { hostnameLook, type HostnameLook } from "./hostname";
import type { ToolsParts } from "./parts";
import type { ToolsPortal } from "./portal";
import { toolPage, upstreamOf } from "./tool-page";

/** Nobody waits longer than this to be told why a tool cannot be shown, ms. */
const patience = 4_000;

/** Whether and how tools can be shown inside Castor's pages. */
export function openingOf({ find, publicUrl, now }: Pick<ToolsParts, "find" | "publicUrl" | "now">, look: HostnameLook = hostnameLook): Pick<ToolsPortal, "page" | "opening"> {
  return {
    page: (person, cluster, tool) => toolPage(person, find(person, cluster), tool, publicUrl),
    async opening(person, cluster, tool, signal) {
      const parts = find(person, cluster);
      const { frame, title, opening } = toolPage(person, parts, tool, publicUrl);
      // Nothing is asked for whoever may not open it, nor where no answer would help.
      if (frame === undefined) return opening;
      const patient = { name: `${title} of ${parts.settings.title}`, upstream: upstreamOf(parts, tool), origin: frame.origin };
      return diagnose(patient, look, now(), AbortSignal.any([signal, AbortSignal.timeout(patience)]));
    },
  };
}
