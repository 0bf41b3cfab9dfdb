import { expect, it } from "vitest";
import { refused } from "./refusal";

const asked = { namespace: "p47-beamline", pod: "ioc-0", container: "app" };
const say = (code: number, message: string) => refused(asked, code, JSON.stringify({ kind: "Status", message, reason: "BadRequest", code }));

it.each([
  [400, 'container "app" in pod "ioc-0" is waiting to start: ContainerCreating', "The container app of ioc-0 is being created: its image is pulled or its volumes are mounted.", true],
  [400, 'container "app" in pod "ioc-0" is waiting to start: PodInitializing', "The container app of ioc-0 waits for the init containers before it.", true],
  [400, 'container "app" in pod "ioc-0" is waiting to start: trying and failing to pull image', "The container app of ioc-0 has not started: its image cannot be pulled.", true],
  [400, 'container "app" in pod "ioc-0" is waiting to start: Unheard', "The container app of ioc-0 has not started (Unheard).", true],
  [400, "pod ioc-0 does not have a host assigned", "ioc-0 has no node yet: it waits to be scheduled.", true],
  [400, 'previous terminated container "app" in pod "ioc-0" not found', "The container app of ioc-0 has not been restarted: there is no earlier output.", false],
  [400, "a container name must be specified for pod ioc-0, choose one of: [app proxy]", "ioc-0 has several containers: choose one.", false],
  [400, "container app is not valid for pod ioc-0", "ioc-0 has no container app.", false],
  [401, "Unauthorized", "The cluster does not accept Castor's credentials.", true],
  [403, 'pods "ioc-0" is forbidden: User "x" cannot get resource "pods/log"', "You may not read logs in p47-beamline: the right to get pods/log is missing there.", false],
  [404, 'pods "ioc-0" not found', "There is no pod ioc-0 in p47-beamline.", false],
  [500, "Get https://10.1.2.3:10250/containerLogs/x: dial tcp 10.1.2.3:10250: i/o timeout", "The node of ioc-0 does not answer, and only it has the log.", true],
  [503, "no", "The cluster could not read the log of ioc-0: it answered with error 503.", true],
])("%i %s", (code, message, words, again) => {
  const problem = say(code, message);
  expect(problem).toMatchObject({ message: words, again });
  expect(JSON.stringify(problem)).not.toContain("10.1.2.3");
});

it("never shows what an upstream says", () => {
  expect(JSON.stringify(refused(asked, 400, "<html>secret-token</html>"))).not.toContain("secret");
  expect(JSON.stringify(refused(asked, 418, "secret-token"))).not.toContain("secret");
});
