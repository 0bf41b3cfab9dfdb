import { describe, expect, it } from "vitest";
import { decodeFully, isPlainPath } from "./plain-path";

describe("a path decoded until nothing changes", () => {
  it.each([
    ["/a%2525252fb", "/a/b"],
    ["/100%25", "/100%"],
    ["/%C3%BC", "/ü"],
    ["/%25EF%25BB%25BF//evil", "/\ufeff//evil"],
    ["/plain", "/plain"],
  ])("%s is %s", (text, decoded) => expect(decodeFully(text)).toBe(decoded));

  it.each(["/%", "/%zz", "/%E0%A4", `/${"%25".repeat(1)}${"25".repeat(12)}2f`])("%s is none", (text) => expect(decodeFully(text)).toBeUndefined());
});

describe("a path that is read alike by everybody", () => {
  it.each(["/", "/d/nodes", "/a b"])("%s", (path) => expect(isPlainPath(path)).toBe(true));

  it.each(["", "a", "//evil", "/\\evil", "/\tevil", "/ evil", "/a\nb", "/a\\b", "/\ufeffevil", "/\u2028evil"])("but not %j", (path) => expect(isPlainPath(path)).toBe(false));
});
