import { z } from "zod";
import { defineTool } from "../tool";
import { dashboard as client } from "./client";

const part = encodeURIComponent;

export const dashboard = defineTool({
  id: "dashboard",
  title: "Kubernetes Dashboard",
  purpose: "Shows everything Kubernetes runs, and lets you change it",
  icon: "dashboard",
  settings: z.strictObject({}),
  client: (wire) => client(wire),
  async health(dashboard, signal) {
    await dashboard.reach(signal);
    return {};
  },
  links: {
    node: ({ node }) => ({ path: "/", hash: `/node/${part(node)}` }),
    pod: ({ namespace, pod }) => ({ path: "/", hash: `/pod/${part(namespace)}/${part(pod)}?namespace=${part(namespace)}` }),
  },
  panels: [],
  behind: {},
});
