import { expect, it } from "vitest";
import { createEventParser, type StreamEvent } from "./event-parser";

const text = 'retry: 2000\nevent: hello\ndata: {"now":1}\n\n: a comment\n\nid: e.1\nevent: frame\ndata: {"value":"a: b"}\n\nevent: snapshot\ndata: []\nid: e.2\n\n';
const whole: StreamEvent[] = [
  { id: "", type: "hello", data: '{"now":1}' },
  { id: "e.1", type: "frame", data: '{"value":"a: b"}' },
  { id: "e.2", type: "snapshot", data: "[]" },
];

it.each([1, 2, 3, 7, 1_000])("reads the same events from pieces of %i characters", (size) => {
  const events: StreamEvent[] = [];
  const parse = createEventParser((event) => events.push(event));
  for (let at = 0; at < text.length; at += size) parse(text.slice(at, at + size));
  expect(events).toEqual(whole);
});

it("keeps back an event that has not ended", () => {
  const events: StreamEvent[] = [];
  createEventParser((event) => events.push(event))(text.slice(0, -1));
  expect(events).toEqual(whole.slice(0, 2));
});
