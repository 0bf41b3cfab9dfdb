import { describe, expect, it } from "vitest";
import type { ToolHealth } from "@/lib/model";
import { createHealth } from "./health";

const up = (tool: string, checkedAt: number): ToolHealth => ({ tool, status: "up", checkedAt });

describe("health of the tools", () => {
  it("is told for all the others while one of them hangs, and for that one when it gives up", async () => {
    let giveUp: (health: ToolHealth) => void = () => undefined;
    const hangs = new Promise<ToolHealth>((resolve) => (giveUp = resolve));
    const health = createHealth({
      tools: [
        { id: "grafana", check: async () => up("grafana", 0) },
        { id: "prometheus", check: () => hangs },
      ],
      maxAge: 5_000,
      patience: 5,
      now: () => 0,
    });
    expect(await health.read()).toEqual([up("grafana", 0)]);
    giveUp({ tool: "prometheus", status: "down", checkedAt: 0, reason: "No answer." });
    await hangs;
    expect((await health.read()).map(({ status }) => status)).toEqual(["up", "down"]);
  });

  it("is checked once for everybody within its age, and again afterwards with what was known", async () => {
    let time = 0;
    const seen: (ToolHealth | undefined)[] = [];
    const health = createHealth({
      tools: [{ id: "a", check: async (previous) => (seen.push(previous), up("a", time)) }],
      maxAge: 5_000,
      patience: 1_000,
      now: () => time,
    });
    await Promise.all([health.read(), health.read()]);
    await health.read();
    expect(seen).toEqual([undefined]);
    time = 6_000;
    await health.read();
    expect(seen).toEqual([undefined, up("a", 0)]);
  });
});
