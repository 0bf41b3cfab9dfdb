import { describe, expect, it } from "vitest";
import type { CastorError } from "@/lib/model/problem";
import { factText, fakeReader } from "./fixtures/fake-reader";
import { freePorts } from "./endpoints";
import { imageParts } from "./images";
import { surveyors } from "./index";

const person = { username: "ada", groups: ["p47-beamline"] };
const noUsage = () => Promise.resolve(new Map<string, number>());
const meta = (name: string, namespace = "p47-beamline") => ({ name, namespace });

describe("an image's name", () => {
  it.each([
    ["nginx", "nginx", "latest"],
    ["nginx:1.25.4", "nginx", "1.25.4"],
    ["registry:5000/team/app", "registry:5000/team/app", "latest"],
    ["ghcr.io/x/y:2@sha256:abc", "ghcr.io/x/y", "2"],
    ["ghcr.io/x/y@sha256:abc", "ghcr.io/x/y", ""],
  ])("%s is taken apart", (image, repository, tag) => {
    expect(imageParts(image)).toMatchObject({ repository, tag });
  });
});

describe("images", () => {
  it("are counted over pods, and one tag that stands for two images is marked", async () => {
    const pod = (name: string, digest: string) => ({
      metadata: meta(name),
      spec: { containers: [{ name: "a", image: "ioc:1" }] },
      status: { phase: "Running", containerStatuses: [{ name: "a", imageID: `ioc@sha256:${digest}` }] },
    });
    const { sections } = await surveyors.images({ reader: fakeReader({ pods: [pod("one", "aaa"), pod("two", "bbb")] }), person, claimUsage: noUsage });
    const [row] = sections[0]?.rows ?? [];
    expect(row?.map(factText)).toEqual(["ioc", "1", "aaa, bbb", "2", "p47-beamline"]);
    expect(row?.[2]).toMatchObject({ state: "warning" });
  });
});

describe("node ports", () => {
  it("names those of the allowed range that are free", () => {
    expect(freePorts({ from: 30_048, to: 30_051 }, [30_049], false)).toBe("This site allows 30048 to 30051: free are 30048, 30050, 30051.");
    expect(freePorts({ from: 1, to: 1 }, [1], true)).toBe("This site allows 1 to 1: none is free, as far as you may see.");
    expect(freePorts(undefined, [], false)).not.toMatch(/free/);
  });
});

describe("storage", () => {
  it("puts what is used beside what a claim has, and says what is not measured", async () => {
    const claim = (name: string) => ({ metadata: meta(name), spec: { storageClassName: "netapp" }, status: { phase: "Bound", capacity: { storage: "1Gi" } } });
    const reader = fakeReader({ persistentvolumeclaims: [claim("measured"), claim("silent")] });
    const { sections } = await surveyors.storage({ reader, person, claimUsage: () => Promise.resolve(new Map([["p47-beamline/measured", 2 ** 29]])) });
    expect(sections[0]?.rows.map((row) => factText(row[3]))).toEqual(["512 MiB of 1.00 GiB", "1.00 GiB, use not measured"]);
  });
});

describe("pod security", () => {
  it("tells for each namespace how many pods the next level would refuse, and why", async () => {
    const reader = fakeReader({
      namespaces: [{ metadata: { name: "p47-beamline", labels: { "pod-security.kubernetes.io/enforce": "baseline" } } }, { metadata: { name: "strict", labels: { "pod-security.kubernetes.io/enforce": "restricted" } } }],
      pods: [{ metadata: meta("ioc-0"), spec: { containers: [{ name: "ioc" }] }, status: { phase: "Running" } }],
    });
    const { sections } = await surveyors["pod-security"]({ reader, person, claimUsage: noUsage });
    expect(sections[0]?.rows.map((row) => [factText(row[0]), factText(row[4])])).toEqual([["p47-beamline", "1 of 1 pods"], ["strict", "–"]]);
    expect(factText(sections[1]?.rows[0]?.[3])).toMatch(/may run as root: ioc/);
  });
});

describe("rights", () => {
  it("are what the API server's review says, with its own warning", async () => {
    const reader = fakeReader({}, { status: { resourceRules: [{ verbs: ["watch", "get"], apiGroups: [""], resources: ["pods"] }, { verbs: ["*"], apiGroups: ["*"], resources: ["*"], resourceNames: ["one"] }], incomplete: true } });
    const { sections, unread } = await surveyors.rights({ reader, person, namespace: "p47-beamline", claimUsage: noUsage });
    expect(sections[0]?.rows.map((row) => row.map(factText))).toEqual([
      ["everything", "every group", "everything", "one"],
      ["pods", "core", "get watch", "all"],
    ].sort((a, b) => ((a[1] ?? "") === "core" ? -1 : (b[1] ?? "") === "core" ? 1 : 0)));
    expect(unread.join(" ")).toMatch(/incomplete/);
  });
});

describe("releases", () => {
  it("that nobody may see are not there", async () => {
    const asked = surveyors.releases({ reader: fakeReader({}), person, release: "blueapi", claimUsage: noUsage });
    await expect(asked).rejects.toSatisfy((error: CastorError) => error.code === "not-found");
  });
});
