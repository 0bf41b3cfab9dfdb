import type { NodeMemory, NodeSample } from "@/lib/model";
import type { Reading } from "./reading";

/** Per second between two readings of counters. A counter that fell began again at zero; one that is new has no rate yet. */
function rates(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>, seconds: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const [key, value] of now) {
    const earlier = before.get(key);
    if (earlier === undefined) continue;
    const rate = (value >= earlier ? value - earlier : value) / seconds;
    if (Number.isFinite(rate) && rate >= 0) found.set(key, rate);
  }
  return found;
}

const byName = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });
const fraction = (value: number) => Math.min(1, Math.max(0, value));

function memoryOf(gauges: ReadonlyMap<string, number>): NodeMemory {
  const of = (kind: string) => gauges.get(`node_memory_${kind}_bytes`);
  const total = of("MemTotal") ?? 0;
  const free = Math.min(total, of("MemFree") ?? 0);
  // Kernels before 3.14 do not say what is available.
  const available = of("MemAvailable") ?? free + (of("Buffers") ?? 0) + (of("Cached") ?? 0);
  const cache = Math.min(total - free, Math.max(0, available - free));
  const committed = of("Committed_AS");
  return {
    total,
    used: total - free - cache,
    cache,
    free,
    ...(committed === undefined ? {} : { committed }),
    swapUsed: Math.max(0, (of("SwapTotal") ?? 0) - (of("SwapFree") ?? 0)),
  };
}

/** One entry for each device: a file system mounted twice is shown at its shortest mount. */
function filesystemsOf(reading: Reading): NodeSample["filesystems"] {
  const byDevice = new Map<string, NodeSample["filesystems"][number]>();
  for (const [mount, { device, size, available }] of reading.filesystems) {
    if (size === undefined || available === undefined || size <= 0) continue;
    const known = byDevice.get(device);
    if (known === undefined || mount.length < known.mount.length) {
      byDevice.set(device, { mount, device, size, available: Math.min(size, Math.max(0, available)) });
    }
  }
  return [...byDevice.values()].sort((a, b) => byName(a.mount, b.mount));
}

/**
 * What happened between two readings of one exporter, and how things stand now. Rates are over the
 * time between the two answers, on Castor's own clock. After a restart of the machine or the exporter
 * counters begin again; that shows as a short rate from zero, never as a negative or a gigantic one.
 */
export function sample(previous: Reading, current: Reading): NodeSample {
  const seconds = (current.at - previous.at) / 1_000;
  const rate = (kind: "received" | "sent" | "read" | "written" | "busy" | "waiting") =>
    seconds > 0 ? rates(previous[kind], current[kind], seconds) : new Map<string, number>();

  const modes = new Map<string, number>();
  const cores: number[] = [];
  for (const core of [...current.cpu.keys()].sort(byName)) {
    const now = current.cpu.get(core) ?? new Map<string, number>();
    const before = previous.cpu.get(core);
    let busy = 0;
    if (before !== undefined && seconds > 0) {
      for (const [mode, rate] of rates(before, now, seconds)) {
        // Linux lets iowait and steal fall a little: that is no restart. And one core has one core's time.
        const fell = (now.get(mode) ?? 0) < (before.get(mode) ?? 0) && (now.get(mode) ?? 0) * 2 > (before.get(mode) ?? 0);
        if (mode === "idle" || fell) continue;
        const value = Math.min(1, rate);
        busy += value;
        modes.set(mode, (modes.get(mode) ?? 0) + value);
      }
    }
    cores.push(fraction(busy));
  }

  const received = rate("received");
  const sent = rate("sent");
  const read = rate("read");
  const written = rate("written");
  const busy = rate("busy");
  const waiting = rate("waiting");
  const [cpu, memory, io] = [waiting.get("cpu"), waiting.get("memory"), waiting.get("io")];
  const devices = (...maps: readonly ReadonlyMap<string, number>[]) => [...new Set(maps.flatMap((map) => [...map.keys()]))].sort(byName);
  const gauge = (name: string) => current.gauges.get(name);
  const booted = gauge("node_boot_time_seconds");

  return {
    cpu: Object.fromEntries(modes),
    cores,
    load: [gauge("node_load1") ?? 0, gauge("node_load5") ?? 0, gauge("node_load15") ?? 0],
    memory: memoryOf(current.gauges),
    network: devices(received, sent).map((device) => ({ device, received: received.get(device) ?? 0, sent: sent.get(device) ?? 0 })),
    disks: devices(read, written, busy).map((device) => ({
      device,
      read: read.get(device) ?? 0,
      written: written.get(device) ?? 0,
      busy: fraction(busy.get(device) ?? 0),
    })),
    filesystems: filesystemsOf(current),
    temperatures: devices(current.temperatures).map((sensor) => ({ sensor, celsius: current.temperatures.get(sensor) ?? 0 })),
    ...(cpu === undefined && memory === undefined && io === undefined
      ? {}
      : { pressure: { cpu: fraction(cpu ?? 0), memory: fraction(memory ?? 0), io: fraction(io ?? 0) } }),
    ...(booted === undefined ? {} : { booted: booted * 1_000 }),
  };
}
