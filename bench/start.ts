import { median, report } from "./report";
import { startDemoProcess } from "./demo-process";

/** Time from `npm run demo` to ready, when nothing has to be built: the simulated clusters and the portal together. */
const rounds = 5;
const times: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const demo = await startDemoProcess(4500);
  times.push(demo.readyAfter);
  await demo.stop();
}
report("start", "ready", median(times), "ms", 8_000);
