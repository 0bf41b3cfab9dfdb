import { describe, expect, it } from "vitest";
import { framePolicy, withoutFrameAncestors } from "./framing";

describe("who may frame a tool", () => {
  it("is the tool itself and exactly Castor", () => {
    expect(framePolicy("https://castor.example.org/")).toBe("frame-ancestors 'self' https://castor.example.org");
    expect(framePolicy("http://castor.localhost:3000")).toBe("frame-ancestors 'self' http://castor.localhost:3000");
  });

  it.each([
    ["frame-ancestors 'none'", undefined],
    ["frame-ancestors 'none';", undefined],
    ["frame-ancestors 'none', frame-ancestors https://a.example", undefined],
    ["default-src 'self'; Frame-Ancestors 'none'; img-src *", "default-src 'self'; img-src *"],
    ["default-src 'self';frame-ancestors\t'none'", "default-src 'self'"],
    ["default-src 'self', frame-ancestors 'none'; img-src *", "default-src 'self', img-src *"],
    ["frame-ancestors", undefined],
    ["default-src 'self'; report-uri /frame-ancestors", "default-src 'self'; report-uri /frame-ancestors"],
    ["default-src  'self' ;  img-src *", "default-src  'self' ;  img-src *"],
  ])("is no longer said by a tool's own policy %j", (policy, left) => {
    expect(withoutFrameAncestors(policy)).toBe(left);
  });
});
