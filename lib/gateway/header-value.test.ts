import { validateHeaderValue } from "node:http";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headerValue } from "./header-value";

const heard = (value: string | undefined) => (value === undefined ? undefined : Buffer.from(value, "latin1").toString("utf8"));

describe("a text in a header", () => {
  it("is heard as it was said, in any script", () => {
    for (const text of ["Ada Lovelace", "Åsa Öberg", "渡辺 明", "Ώ\u{1F600}", "a@evil.com@company.com"]) expect(heard(headerValue(text))).toBe(text);
  });

  it("is left out where it could begin another header or be heard as somebody else's", () => {
    for (const text of ["", "admin\r\nX-WEBAUTH-ROLE: Admin", "admin\n", "a\0b", "a\tb", "a\u007fb", "a\u0085b", " admin", "admin ", "admin\u00a0", "\ud800"]) expect(headerValue(text)).toBeUndefined();
  });

  it("whatever it is: either it is left out, or Node takes it and the tool hears exactly that", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string()), (text) => {
        const value = headerValue(text);
        if (value === undefined) return;
        expect(() => validateHeaderValue("x-person", value)).not.toThrow();
        expect(heard(value)).toBe(text);
        expect(value).not.toMatch(/[\r\n\0]/);
        expect(value.replace(/^[ \t]+|[ \t]+$/g, "")).toBe(value);
      }),
    );
  });
});
