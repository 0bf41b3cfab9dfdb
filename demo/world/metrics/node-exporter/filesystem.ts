import type { Figures } from "../../figures/figures";
import type { FileSystem } from "../../figures/storage";
import type { Family } from "../family";

function property(name: string, help: string, read: (system: FileSystem, at: number) => number): Family<Figures> {
  return {
    name: `node_filesystem_${name}`,
    type: "gauge",
    help,
    collector: "filesystem",
    fixed: ({ fileSystems }) =>
      fileSystems.map((system) => ({
        labels: { device: system.device, fstype: system.type, mountpoint: system.mount },
        value: (at) => read(system, at),
      })),
  };
}

const free = ({ size, used }: FileSystem, at: number) => Math.round((size * (1 - used(at))) / 4_096) * 4_096;

export const filesystem: readonly Family<Figures>[] = [
  property("avail_bytes", "Filesystem space available to non-root users in bytes.", free),
  property("device_error", "Whether an error occurred while getting statistics for the given device.", () => 0),
  property("files", "Filesystem total file nodes.", ({ size }) => Math.round(size / 2_048)),
  property("files_free", "Filesystem total free file nodes.", ({ size, used }, at) => Math.round((size / 2_048) * (1 - used(at) * 0.1))),
  property("free_bytes", "Filesystem free space in bytes.", free),
  property("readonly", "Filesystem read-only status.", ({ readonly }) => Number(readonly ?? false)),
  property("size_bytes", "Filesystem size in bytes.", ({ size }) => Math.round(size)),
];
