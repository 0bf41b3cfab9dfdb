import { describe, expect, it } from "vitest";
import { isCastorCookie, withoutCastorCookies } from "./castor-cookie";

describe("Castor's cookies", () => {
  it.each(["castor.session.3000=a", "castor.tool.80=a", "__Host-castor.tool=a", "__Secure-castor.x=a", "__host-CASTOR.tool=a", "=castor.session=a", " = castor.session=a", "\tcastor.way=a"])("are %j", (pair) => {
    expect(isCastorCookie(pair)).toBe(true);
  });

  it.each(["grafana_session=castor.", "castorino=a", "x-castor.session=a", "argocd.token=a", ""])("are not %j", (pair) => {
    expect(isCastorCookie(pair)).toBe(false);
  });

  it("never reach a tool, while its own stay as they were", () => {
    expect(withoutCastorCookies("a=1; castor.tool.80=secret; b=castor.2;c=3")).toBe("a=1; b=castor.2;c=3");
    expect(withoutCastorCookies("__Host-castor.tool=secret; a=1")).toBe("a=1");
    expect(withoutCastorCookies("a=1; b=2")).toBe("a=1; b=2");
    expect(withoutCastorCookies("castor.tool.80=secret")).toBeUndefined();
  });
});
