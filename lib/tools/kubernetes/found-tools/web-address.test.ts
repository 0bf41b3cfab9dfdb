import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText } from "./plain-text";
import { webAddress } from "./web-address";

describe("an address that somebody wrote into an annotation", () => {
  it.each([
    ["https://elog.example.org/p47?book=1#top", "https://elog.example.org/p47?book=1#top"],
    ["http://10.0.0.1:8008", "http://10.0.0.1:8008/"],
    ["HTTPS://Elog.Example.org", "https://elog.example.org/"],
    ["https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"],
  ])("opens %s", (text, href) => expect(webAddress(text)).toEqual({ href }));

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\u0001javascript:alert(1)",
    " https://elog.example.org",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "blob:https://elog.example.org/1",
    "view-source:https://elog.example.org",
    "file:///etc/passwd",
    "ftp://elog.example.org",
    "//evil.example.org",
    "/api/session/sign-out",
    "elog.example.org",
    "https:evil.example.org",
    "https:/evil.example.org",
    "https:///evil.example.org",
    "https:\\\\evil.example.org",
    "https://good.example.org\\@evil.example.org",
    "https://admin:secret@elog.example.org",
    "https://grafana.example.org@evil.example.org",
    "https://:secret@elog.example.org",
    "https://elog.example.org/\r\nSet-Cookie: a=b",
    "https://elog.example.org/\u202egnp.exe",
    "https://elog.exa\u200bmple.org",
    "https://elog.example.org/\u0000",
    "https://[::1",
    "https://exa mple.org",
    `https://elog.example.org/${"a".repeat(3_000)}`,
    "",
  ])("does not open %j", (text) => expect(webAddress(text)).toHaveProperty("mistake"));

  it("is http or https without a user name, and unchanged when it is read once more, whatever was written", () => {
    const written = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.tuple(fc.constantFrom("https://", "http://", "https:/", "HTTPS://", "javascript://", "//"), fc.string({ unit: "grapheme", maxLength: 40 })).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(written, (text) => {
        const found = webAddress(text);
        if (!("href" in found)) return;
        expect(found.href).toMatch(/^https?:\/\/[\u0021-\u007e]+$/);
        const url = new URL(found.href);
        expect([url.username, url.password, url.href]).toEqual(["", "", found.href]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a text that somebody wrote into an annotation", () => {
  it("is one line without what is not seen, and not longer than a tile has room for", () => {
    expect(plainText("  Screens\n of\tP47 ", 80)).toBe("Screens of P47");
    expect(plainText("\u202eevil\u202c \u0007bell\ud800", 80)).toBe("evil bell");
    expect(plainText("x".repeat(200), 80)).toBe(`${"x".repeat(79)}…`);
    expect(plainText(" \u200b\n", 80)).toBeUndefined();
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => [...(plainText(text, 80) ?? "")].length <= 80));
  });
});
