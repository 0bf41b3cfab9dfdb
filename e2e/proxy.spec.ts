import { expect, test } from "@playwright/test";
import { changeAs } from "./pages/kubernetes";
import { signIn } from "./pages/sign-in";

const pods = (namespace: string) => `/api/v1/namespaces/${namespace}/pods`;

test("the Kubernetes API answers through Castor with the person's own rights", async ({ page }) => {
  await signIn(page, "p47-staff");
  const api = changeAs(page, "pollux");
  expect((await api.get(pods("p47-beamline"))).status()).toBe(200);
  const refused = await api.get(pods("kube-system"));
  expect(refused.status()).toBe(403);
  expect(await refused.text()).toContain("p47-staff");
  expect((await changeAs(page, "i22").get(pods("i22-beamline"))).status()).toBe(404);
  expect((await changeAs(page, "nowhere").get(pods("default"))).status()).toBe(404);
});

test("headers that claim to be somebody else change nothing", async ({ page }) => {
  await signIn(page, "visitor");
  const headers = { "impersonate-user": "admin", "impersonate-group": "castor-admins", "x-remote-user": "admin", "x-remote-group": "system:masters", authorization: "Bearer anything" };
  const answer = await page.request.get(`/api/clusters/pollux/kubernetes${pods("kube-system")}`, { headers });
  expect(answer.status()).toBe(403);
  expect(await answer.text()).toContain('User \\"visitor\\"');
});

test("what reaches into containers and nodes, or out of the API, is refused to administrators, too", async ({ page }) => {
  await signIn(page, "admin");
  const api = changeAs(page, "pollux");
  for (const path of ["/api/v1/nodes/p47-srv-01/proxy/metrics", `${pods("p47-beamline")}/p47-blueapi-0/exec`, `${pods("p47-beamline")}/p47-blueapi-0/portforward`, "/metrics"]) {
    const answer = await api.get(path);
    expect([400, 403], `${path} is answered with ${answer.status()}`).toContain(answer.status());
    expect(await answer.json(), path).toHaveProperty("error");
  }
  const secrets = await api.get("/api/v1/namespaces/p47-beamline/secrets");
  expect(await secrets.json()).toMatchObject({ kind: "Table" });
  expect(await secrets.text()).not.toMatch(/"(data|object)"/);
});

test("another site can change nothing", async ({ page }) => {
  await signIn(page, "admin");
  for (const headers of [{ "sec-fetch-site": "cross-site" }, { origin: "https://evil.example" }, { "sec-fetch-site": "same-site" }]) {
    const answer = await page.request.delete(`/api/clusters/pollux/kubernetes${pods("p47-beamline")}/p47-blueapi-0`, { headers });
    expect(answer.status()).toBe(403);
  }
});

test("signed out, nothing is passed on", async ({ request }) => {
  expect((await request.get(`/api/clusters/pollux/kubernetes${pods("default")}`)).status()).toBe(401);
  expect((await request.get("/api/clusters/pollux/logs/p47-beamline?pod=p47-blueapi-0")).status()).toBe(401);
  expect((await request.get("/api/audit")).status()).toBe(401);
});
