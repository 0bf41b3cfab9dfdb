import type { RequestListener, ServerResponse } from "node:http";

/** Every way in which a simulated upstream can be made to fail while the demo runs. */
export const faults = ["ok", "stopped", "hang", "error", "html", "huge", "garbage", "slow"] as const;

export type Fault = (typeof faults)[number];

/** What each fault does, in the words of the control page. */
export const faultMeaning: Readonly<Record<Fault, string>> = {
  ok: "answers as it should",
  stopped: "refuses connections",
  hang: "accepts connections and never answers",
  error: "answers 500",
  html: "answers a sign-in page instead of data",
  huge: "streams 200 MB",
  garbage: "answers bytes that are no format at all",
  slow: "answers 2.5 s late",
};

/** Whether a value that came from outside names a fault. */
export function isFault(value: unknown): value is Fault {
  return faults.some((fault) => fault === value);
}

/** How late `slow` answers, ms. */
export const slowness = 2500;
/** How much `huge` streams at most, bytes. */
export const hugeSize = 200 * 1024 * 1024;

const loginPage = `<!doctype html><html lang="en"><head><title>Sign in to continue</title></head><body><h1>Sign in to continue</h1><form method="post"><input name="user"><input name="password" type="password"></form></body></html>`;

/** Wraps a listener so that it answers as `fault()` says at the moment of each request. */
export function withFaults(listener: RequestListener, fault: () => Fault): RequestListener {
  return (req, res) => {
    switch (fault()) {
      case "ok":
        return listener(req, res);
      case "slow":
        return void setTimeout(() => (res.destroyed ? undefined : listener(req, res)), slowness).unref();
      case "stopped":
        return void req.socket.destroy();
      case "hang":
        return void req.resume();
      case "error":
        return send(res, 500, "text/plain; charset=utf-8", "internal server error\n");
      case "html":
        return send(res, 200, "text/html; charset=utf-8", loginPage);
      case "garbage":
        return send(res, 200, req.headers.accept?.includes("json") ? "application/json" : "text/plain", Buffer.from("7f\u0000\ufffd{]{{ NaN # TYPE \u2028 }}}\r\n\r\n\u0001 1e999 =\"\\", "utf8"));
      case "huge":
        return streamHuge(res);
    }
  };
}

function send(res: ServerResponse, status: number, type: string, body: string | Buffer): void {
  res.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  res.end(body);
}

/** Begins like JSON and never ends it, as fast as the other side reads, so that nothing piles up here. */
function streamHuge(res: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, "0123456789abcdef");
  let sent = 0;
  const more = () => {
    while (!res.destroyed && sent < hugeSize) {
      sent += chunk.length;
      if (!res.write(chunk)) return void res.once("drain", more);
    }
    res.end();
  };
  res.writeHead(200, { "content-type": "application/json" });
  res.write('{"status":"success","data":"');
  more();
}
