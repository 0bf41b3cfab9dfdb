import { z } from "zod";
import { defineTool } from "../tool";
import { argoCd as client } from "./client";

export const argoCd = defineTool({
  id: "argo-cd",
  title: "Argo CD",
  purpose: "Keeps what runs in the cluster equal to what is written in git",
  icon: "argo-cd",
  settings: z.strictObject({}),
  client: (wire) => client(wire),
  health: async (argoCd, signal) => ({ version: await argoCd.version(signal) }),
  links: {
    application: ({ namespace, name }) => ({ path: `/applications/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}` }),
  },
  panels: [],
});
