import { z } from "zod";
import { defineTool } from "../tool";
import { keycloak as client } from "./client";

const settings = z.strictObject({
  realm: z.string().regex(/^[A-Za-z0-9._-]{1,255}$/, "the name of a realm").default("master").describe("The realm at which people sign in."),
});

export const keycloak = defineTool({
  id: "keycloak",
  title: "Keycloak",
  purpose: "Knows who everybody is: accounts, passwords and groups",
  icon: "keycloak",
  settings,
  client: (wire, { realm }) => client(wire, realm),
  async health(keycloak, signal) {
    await keycloak.issuer(signal);
    return {};
  },
  links: {},
  panels: [],
});
