import { z } from "zod";

/** `/api/health`; Grafana 12 can hide its version from whoever is not signed in. */
export const healthAnswer = z.object({ database: z.string(), version: z.string().optional() });

const told = z.string().nullish();

/** `/api/search?type=dash-db`: what the asking person may open. */
export const searchAnswer = z.array(
  z.object({
    uid: told,
    title: told,
    url: told,
    folderTitle: told,
    tags: z.array(z.string()).nullish(),
    isStarred: z.boolean().nullish(),
  }),
);

/** One panel as dashboards keep it; a row may keep its own inside, and a library panel may say nothing but its name. */
const plainPanel = z.object({
  id: z.union([z.int(), z.string().regex(/^\d+$/)]).nullish(),
  title: told,
  type: told,
  libraryPanel: z.object({ name: told }).nullish(),
});

export type PanelAnswer = z.output<typeof plainPanel>;

const panel = plainPanel.extend({ panels: z.array(plainPanel.catch({})).nullish() });

/** What is no panel at all costs only itself, never the dashboard. */
const panels = z.array(panel.catch({})).nullish();

/** `/api/dashboards/uid/<uid>`. `rows` is how dashboards kept their panels before Grafana 5. */
export const dashboardAnswer = z.object({
  meta: z.object({ provisioned: z.boolean().nullish(), provisionedExternalId: told }).nullish(),
  dashboard: z.object({
    title: told,
    panels,
    rows: z.array(z.object({ panels })).nullish(),
    templating: z.object({ list: z.array(z.object({ name: told })).nullish() }).nullish(),
  }),
});
