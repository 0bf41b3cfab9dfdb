import { describe, expect, it } from "vitest";
import { problemOf } from "@/lib/model/problem";
import { readStreamRequest } from "./stream-request";

const read = (url: string, headers = {}) => readStreamRequest({ url, headers });

describe("what a stream asks for", () => {
  it("is its topics, each once and in one spelling, and where it left off", () => {
    const asked = read("/api/stream?topic=nodes/pollux&topic=nodes%2Fpollux&topic=health/pollux&fresh=health/pollux", { "last-event-id": "e.7" });
    expect(asked.topics.map(({ address }) => address)).toEqual(["nodes/pollux", "health/pollux"]);
    expect([...asked.fresh]).toEqual(["health/pollux"]);
    expect(asked.lastEventId).toBe("e.7");
  });

  it.each(["nodes", "nodes/", "nothing/pollux", "nodes/pollux/more", "nodes/Pol lux", "node/pollux", "nodes/../etc", "__proto__/x"])("names %j as the topic it does not understand", (topic) => {
    let thrown: unknown;
    try {
      read(`/api/stream?topic=health/pollux&topic=${encodeURIComponent(topic)}`);
    } catch (error) {
      thrown = error;
    }
    expect(problemOf(thrown)).toEqual({ code: "invalid", message: `“${topic}” is not a topic.` });
    expect(thrown).toMatchObject({ topic });
  });

  it("needs at least one topic, and not hundreds", () => {
    expect(() => read("/api/stream")).toThrow("at least one topic");
    const many = Array.from({ length: 201 }, (_, index) => `topic=node/pollux/n${index}`).join("&");
    expect(() => read(`/api/stream?${many}`)).toThrow("at most 200");
  });
});
