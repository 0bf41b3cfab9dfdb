import { describe, expect, it } from "vitest";
import { logsHref, readLogQuery, readSince, writeLogQuery, type LogQuery } from "./log-query";

const read = (text: string) => readLogQuery(new URLSearchParams(text));
const code = (text: string) => {
  try {
    read(text);
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return "fine";
};

describe("a question about logs", () => {
  it("comes back as it was written", () => {
    const query: LogQuery = {
      targets: [{ pod: "ioc-0", container: "app", sinceTime: "2026-11-21T13:58:31Z" }, { pod: "ioc-1", container: "app" }, { pod: "ioc-1" }],
      follow: true,
      previous: false,
      since: 900,
      tail: 500,
    };
    expect(readLogQuery(new URLSearchParams(writeLogQuery(query)))).toEqual(query);
    const plain: LogQuery = { targets: [{ pod: "a" }], follow: false, previous: true };
    expect(readLogQuery(new URLSearchParams(writeLogQuery(plain)))).toEqual(plain);
  });

  it("may name one container for all pods, and one pod for all containers", () => {
    expect(read("pod=a&pod=b&container=app").targets).toEqual([{ pod: "a", container: "app" }, { pod: "b", container: "app" }]);
    expect(read("pod=a&container=app&container=init").targets).toEqual([{ pod: "a", container: "app" }, { pod: "a", container: "init" }]);
    expect(code("pod=a&pod=b&pod=c&container=x&container=y")).toBe("invalid");
  });

  it.each(["", "pod=", "pod=../x", "pod=A", `pod=${"a".repeat(254)}`, "pod=a&container=a/b", "pod=a&container=a.b", "pod=a&since=-1", "pod=a&since=1y", "pod=a&tail=1e9", "pod=a&tail=-5", "pod=a&tail=9999999", "pod=a&follow=maybe", "pod=a&sinceTime=yesterday", "pod=a&sinceTime=2026-99-21T13:58:31Z"])(
    "is refused as %j",
    (text) => expect(code(text)).toBe("invalid"),
  );

  it("is about 20 containers at most", () => {
    const pods = (count: number) => Array.from({ length: count }, (_, index) => `pod=p${index}`).join("&");
    expect(code(pods(20))).toBe("fine");
    expect(code(pods(21))).toBe("too-large");
  });

  it("understands minutes, hours and days", () => {
    expect(["900", "15m", "24h", "2d", ""].map(readSince)).toEqual([900, 900, 86_400, 172_800, undefined]);
  });
});

it("makes links that can be sent", () => {
  expect(logsHref("pollux", "p47-beamline", ["ioc-0", "ioc-1"], ["app"])).toBe("/clusters/pollux/logs/p47-beamline?pod=ioc-0&pod=ioc-1&container=app");
});
