import { describe, expect, it } from "vitest";
import { ago, event, evidence, pod } from "../fixtures/manifests";
import { containerConfig } from "./container-config";
import { crash } from "./crash";
import { imagePull, registryOf } from "./image-pull";
import { memory } from "./memory";
import { mounts } from "./mounts";
import { throttling } from "./throttling";

const waiting = (reason: string, message = "") => ({ ready: false, state: { waiting: { reason, message } } });

describe("images that cannot be pulled", () => {
  const image = "ghcr.io/diamondlightsource/blueapi:9.9.9";
  const pulling = (message: string, of = image) => {
    const raw = pod("a", { container: { spec: { image: of }, status: waiting("ImagePullBackOff", `Back-off pulling image "${of}"`) } });
    return imagePull(evidence(raw, { events: [event(raw, "Failed", `Failed to pull image "${of}": ${message}`), event(raw, "BackOff", `Back-off pulling image "${of}"`)] }))[0];
  };

  it.each([
    ["rpc error: code = NotFound desc = failed to pull and unpack image: manifest unknown", "ghcr.io has no image"],
    ["failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized", "refuses to give"],
    ["pull access denied, repository does not exist or may require authorization", "refuses to give"],
    ["429 Too Many Requests - toomanyrequests: You have reached your pull rate limit", "its rate limit is used up"],
    ["failed to do request: Head https://ghcr.io/v2: dial tcp: lookup ghcr.io: no such host", "The node cannot reach ghcr.io."],
    ["tls: failed to verify certificate: x509: certificate signed by unknown authority", "does not trust the certificate"],
    ["no match for platform in manifest: not found", "processor"],
  ])("says in plain words what %j means", (message, words) => {
    const found = pulling(message);
    expect(found?.severity).toBe("critical");
    expect(found?.details.join(" ")).toMatch(new RegExp(words.replace(/[.]/g, "\\.")));
    expect(found?.details.join(" ")).toContain(message.slice(0, 30));
  });

  it("does not take the image's own name for the answer", () => {
    expect(pulling("dial tcp 10.0.0.1:443: i/o timeout", "ghcr.io/not-found/404:1")?.cause).toContain("unreachable");
  });

  it("knows a name that cannot be one, and a policy that never pulls", () => {
    const one = (reason: string) => imagePull(evidence(pod("a", { container: { spec: { image: "Bad Name" }, status: waiting(reason) } })))[0];
    expect(one("InvalidImageName")?.title).toContain("not valid");
    expect(one("ErrImageNeverPull")?.details.join(" ")).toContain("pull policy is Never");
    expect(imagePull(evidence(pod("a")))).toEqual([]);
  });

  it.each([["nginx", "Docker Hub"], ["library/nginx:1", "Docker Hub"], ["localhost:5000/a", "localhost:5000"], ["localhost/a", "localhost"], ["quay.io/a/b@sha256:1", "quay.io"]])("knows the registry of %s", (name, registry) => expect(registryOf(name)).toBe(registry));
});

describe("containers killed for their memory", () => {
  const killed = { restartCount: 3, lastState: { terminated: { reason: "OOMKilled", exitCode: 137, finishedAt: ago(5) } } };
  const raw = pod("a", { container: { spec: { resources: { limits: { memory: "512Mi" } } }, status: killed } });

  it("tells the limit, and the peak from Prometheus", () => {
    const [found] = memory(evidence(raw, { figures: new Map([["app", { memoryPeak: 530 * 2 ** 20 }]]), span: "6 hours" }));
    expect(found).toMatchObject({ severity: "critical", title: "The container app was killed for using more memory than its limit." });
    expect(found?.details).toEqual(["Its limit is 512 MiB.", "Its highest memory of the last 6 hours was 530 MiB (104 % of its limit), as far as the scrapes saw.", "It was restarted 3 times in all."]);
  });

  it("says where nobody measured it", () => {
    expect(memory(evidence(raw))[0]?.details.join(" ")).toContain("no Prometheus in Castor's settings");
    expect(memory(evidence(raw, { span: "6 hours" }))[0]?.details.join(" ")).toContain("Prometheus has no figures of it");
  });

  it("forgets a kill of yesterday, and tells a node's need from a limit's", () => {
    expect(memory(evidence(pod("a", { container: { status: { lastState: { terminated: { reason: "OOMKilled", exitCode: 137, finishedAt: ago(60 * 25) } } } } })))).toEqual([]);
    expect(memory(evidence(pod("a", { container: { status: killed } })))[0]?.title).toContain("because the node ran out of memory");
  });

  it("warns before the next kill, and is silent with room to spare", () => {
    const calm = pod("a", { container: { spec: { resources: { limits: { memory: "512Mi" } } } } });
    const at = (mebibytes: number) => memory(evidence(calm, { figures: new Map([["app", { memoryPeak: mebibytes * 2 ** 20 }]]), span: "6 hours" }));
    expect(at(500)[0]?.severity).toBe("notice");
    expect(at(300)).toEqual([]);
  });
});

describe("containers that end again and again", () => {
  const looping = (exitCode: number, more: object = {}) => pod("a", { container: { status: { ...waiting("CrashLoopBackOff"), restartCount: 7, lastState: { terminated: { reason: "Error", exitCode, startedAt: ago(3), finishedAt: ago(2), ...more } } } } });

  it.each([[1, "an error of its own"], [2, "unknown argument"], [126, "may not be executed"], [127, "was not found"], [137, "SIGKILL"], [139, "SIGSEGV"], [143, "asked to stop"], [0, "without an error"], [150, "signal 22"]])("explains exit code %i", (code, words) => {
    expect(crash(evidence(looping(code)))[0]?.details[0]).toContain(words);
  });

  it("shows the last lines, and says so when there were none", () => {
    const one = (lines: readonly string[]) => crash(evidence(looping(1), { lastLines: new Map([["app", lines]]) }))[0];
    expect(one(["KeyError: 'BEAMLINE'"])?.log).toEqual(["KeyError: 'BEAMLINE'"]);
    expect(one([])?.details.join(" ")).toContain("It wrote nothing to its log");
    expect(crash(evidence(looping(1)))[0]?.details.join(" ")).not.toContain("wrote nothing");
  });

  it("leaves what was killed for memory to another rule, and old restarts in peace", () => {
    expect(crash(evidence(looping(137, { reason: "OOMKilled" })))).toEqual([]);
    const recovered = (minutes: number) => pod("a", { container: { status: { restartCount: 5, lastState: { terminated: { exitCode: 1, finishedAt: ago(minutes) } } } } });
    expect(crash(evidence(recovered(10)))[0]?.severity).toBe("warning");
    expect(crash(evidence(recovered(600)))).toEqual([]);
  });

  it("knows a container that has done its work from one that failed", () => {
    const ended = (exitCode: number) => pod("a", { container: { status: { ready: false, state: { terminated: { exitCode, finishedAt: ago(1) } } } }, status: { phase: exitCode === 0 ? "Succeeded" : "Failed" } });
    expect(crash(evidence(ended(0)))).toEqual([]);
    expect(crash(evidence(ended(3)))[0]).toMatchObject({ severity: "critical", title: "The container app ended with an error." });
  });
});

describe("containers that cannot be made", () => {
  const config = (message: string, reason = "CreateContainerConfigError") => containerConfig(evidence(pod("a", { container: { status: waiting(reason, message) } })))[0];

  it("names what is missing", () => {
    expect(config('configmap "beamline" not found')?.title).toBe("The ConfigMap beamline does not exist.");
    expect(config('secret "login" not found')?.title).toBe("The Secret login does not exist.");
    expect(config("couldn't find key PORT in ConfigMap p47-beamline/beamline")?.title).toBe("The ConfigMap beamline has no key PORT.");
    expect(config('container has runAsNonRoot and image will run as root (pod: "a_b(1)", container: app)')?.title).toContain("would run as root");
    expect(config('exec: "bluapi": executable file not found in $PATH: unknown', "RunContainerError")?.title).toBe("The image of the container app has no program bluapi.");
  });
});

it("finds volumes that do not reach the pod, the exact reason before the general one", () => {
  const raw = pod("a", { status: { phase: "Pending" }, container: { status: waiting("ContainerCreating") } });
  const said = (...messages: readonly string[]) => mounts(evidence(raw, { events: messages.map((message) => event(raw, "FailedMount", message)) }));
  const general = "Unable to attach or mount volumes: unmounted volumes=[config], unattached volumes=[], failed to process volumes=[]: timed out waiting for the condition";
  expect(said(general, 'MountVolume.SetUp failed for volume "config" : configmap "beamline" not found').map(({ title }) => title)).toEqual(["The ConfigMap beamline does not exist."]);
  expect(said(general).map(({ title }) => title)).toEqual(["The pod waits for its volume config."]);
  expect(said('Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node')[0]?.title).toContain("still attached to another node");
  expect(mounts(evidence(pod("a"), { events: [event(raw, "FailedMount", general)] }))).toEqual([]);
});

it("tells how much a CPU limit holds back", () => {
  const raw = pod("a", { container: { spec: { resources: { limits: { cpu: "500m" } } } } });
  const at = (throttled: number) => throttling(evidence(raw, { figures: new Map([["app", { throttled }]]), span: "6 hours" }))[0];
  expect(at(0.7)).toMatchObject({ severity: "warning" });
  expect(at(0.3)?.details[0]).toContain("limit of 0.50 cores in 30 % of all scheduling periods");
  expect(at(0.1)).toBeUndefined();
});
