import { expect, it } from "vitest";
import { createSeal } from "@/lib/store";
import { gatewayCookies } from "./gateway-cookies";
import { toolCookie } from "./tool-cookie";
import { toolSessions } from "./tool-sessions";

const sealed = toolCookie(createSeal("a secret of thirty-two characters", "gateway"));
const cookieOf = (entry: string, session: string) => `theme=dark; __Host-castor.tool=${sealed.make(entry, session)}`;

function counting() {
  let opened = 0;
  const sessions = toolSessions(gatewayCookies("https://castor.example.org"), {
    ...sealed,
    read: (entry, value) => {
      opened += 1;
      return sealed.read(entry, value);
    },
  });
  return { sessions, opened: () => opened };
}

it("opens a cookie once, and knows it at its own tool alone", () => {
  const { sessions, opened } = counting();
  const cookie = cookieOf("grafana-pollux", "s-1");
  for (let n = 0; n < 5; n += 1) expect(sessions("grafana-pollux", cookie)).toEqual(["s-1"]);
  expect(opened()).toBe(1);
  expect(sessions("prometheus-pollux", cookie)).toEqual([]);
  expect(sessions("grafana-pollux", `${cookie}x`)).toEqual([]);
  expect(sessions("grafana-pollux", undefined)).toEqual([]);
});

it("remembers nothing for whoever has not come in, and forgets the oldest when there are many", () => {
  const { sessions, opened } = counting();
  for (let n = 0; n < 3; n += 1) sessions("grafana-pollux", "__Host-castor.tool=guessed");
  expect(opened()).toBe(3);
  const first = cookieOf("grafana-pollux", "first");
  sessions("grafana-pollux", first);
  for (let n = 0; n < 1_000; n += 1) sessions("grafana-pollux", cookieOf("grafana-pollux", `s-${n}`));
  expect(opened()).toBe(1_004);
  expect(sessions("grafana-pollux", first)).toEqual(["first"]);
  expect(opened()).toBe(1_005);
  const long = `${first}; long=${"x".repeat(5_000)}`;
  expect([sessions("grafana-pollux", long), sessions("grafana-pollux", long)]).toEqual([["first"], ["first"]]);
  expect(opened()).toBe(1_007);
});

it("tries each of several cookies of the name, where another host of an http Castor has put one there", () => {
  const sessions = toolSessions(gatewayCookies("http://castor.localhost:3000"), sealed);
  expect(sessions("grafana-pollux", `castor.tool.3000=planted; castor.tool.3000=${sealed.make("grafana-pollux", "s-1")}; castor.tool.3001=${sealed.make("grafana-pollux", "s-2")}`)).toEqual(["s-1"]);
});
