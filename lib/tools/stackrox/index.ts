import { z } from "zod";
import { defineTool } from "../tool";
import { stackrox as client } from "./client";

export const stackrox = defineTool({
  id: "stackrox",
  title: "StackRox",
  purpose: "Finds known vulnerabilities in the images that run, and risky settings",
  icon: "stackrox",
  settings: z.strictObject({}),
  client: (wire) => client(wire),
  async health(stackrox, signal) {
    const [ping, version] = await Promise.all([stackrox.ping(signal), stackrox.version(signal)]);
    return { ...(version === "" ? {} : { version }), ...(ping === "ok" ? {} : { degraded: "It answers, but says that it is not well." }) };
  },
  links: {
    image: ({ id }) => ({ path: `/main/vulnerabilities/workload-cves/images/${encodeURIComponent(id)}` }),
  },
  panels: [],
});
