import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeRelease, masked } from "./helm";

const encode = (value: unknown, compress = true) => {
  const json = Buffer.from(JSON.stringify(value));
  return Buffer.from((compress ? gzipSync(json) : json).toString("base64")).toString("base64");
};
const release = { name: "blueapi", version: 3, info: { status: "deployed" }, config: { image: { tag: "1.17.0" } } };

describe("a Helm release", () => {
  it("is read as Helm wrote it, compressed or not", () => {
    expect(decodeRelease(encode(release))).toMatchObject(release);
    expect(decodeRelease(encode(release, false))).toMatchObject(release);
  });

  it.each([
    ["nothing", ""],
    ["no base64", "%%%"],
    ["another shape", encode({ name: 1 })],
    ["a broken archive", Buffer.from(gzipSync(JSON.stringify(release)).subarray(0, 40).toString("base64")).toString("base64")],
  ])("that is %s is refused in words, without its contents", (_, data) => {
    expect(() => decodeRelease(data)).toThrow("This Helm release cannot be read.");
  });

  it("that unpacks to more than Castor takes is refused", () => {
    expect(() => decodeRelease(encode({ ...release, config: { big: "x".repeat(33 * 1024 * 1024) } }))).toThrow("cannot be read");
  });

  it("shows its values without what looks like a secret, by name and by form", () => {
    const values = {
      replicas: 2,
      auth: { password: "hunter2", username: "blue" },
      database: { url: "postgres://blue:hunter2@db/blue" },
      apiKey: 12345,
      tls: { crt: "-----BEGIN CERTIFICATE-----" },
      list: [{ token: "abc" }],
      empty: { secret: "" },
    };
    const shown = JSON.stringify(masked(values));
    for (const secret of ["hunter2", "12345", "BEGIN", "abc"]) expect(shown).not.toContain(secret);
    expect(masked(values)).toMatchObject({ replicas: 2, auth: { username: "blue" }, empty: { secret: "" } });
  });
});
