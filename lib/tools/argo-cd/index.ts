import { z } from "zod";
import { defineTool } from "../tool";
import { argoCd as client } from "./client";

export { argoCd as argoCdClient, type Application, type ArgoCd } from "./client";

const settings = z.strictObject({
  destination: z.string().min(1).max(400).optional().describe("By what name or server URL Argo CD knows this cluster, where it is neither its id here nor the address of its API: `in-cluster`."),
});

export const argoCd = defineTool({
  id: "argo-cd",
  title: "Argo CD",
  purpose: "Keeps what runs in the cluster equal to what is written in git",
  icon: "argo-cd",
  settings,
  client: (wire) => client(wire),
  health: async (argoCd, signal) => ({ version: await argoCd.version(signal) }),
  links: {
    application: ({ namespace, name }) => ({ path: `/applications/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}` }),
  },
  panels: [],
  behind: { guarded: /^\/terminal(?:\/|$)/ },
});
