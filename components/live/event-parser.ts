/** One server-sent event. */
export interface StreamEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

/** Cuts text that arrives in pieces into server-sent events. Comments and unknown fields are passed over. */
export function createEventParser(onEvent: (event: StreamEvent) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    // A large event arrives in many pieces: look for its end only where it can newly be.
    const from = Math.max(0, rest.length - 1);
    rest += text;
    let begin = 0;
    for (let end = rest.indexOf("\n\n", from); end >= 0; end = rest.indexOf("\n\n", begin)) {
      const event = { id: "", type: "message", data: "" };
      for (const line of rest.slice(begin, end).split("\n")) {
        const colon = line.indexOf(": ");
        const value = line.slice(colon + 2);
        if (line.startsWith("data")) event.data = value;
        else if (line.startsWith("id")) event.id = value;
        else if (line.startsWith("event")) event.type = value;
      }
      begin = end + 2;
      if (event.data !== "") onEvent(event);
    }
    rest = rest.slice(begin);
  };
}
