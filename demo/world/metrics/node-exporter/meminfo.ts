import type { Figures } from "../../figures/figures";
import { single } from "../family";
import type { Family } from "../family";

type Reading = (figures: Figures, at: number) => number;

const part = (fraction: number): Reading => ({ memory }) => Math.round((memory.total * fraction) / 4_096) * 4_096;
const ofUsed = (fraction: number): Reading => ({ memory }, at) => Math.round((memory.used(at) * fraction) / 4_096) * 4_096;
const ofCache = (fraction: number): Reading => ({ memory }, at) => Math.round((memory.cache(at) * fraction) / 4_096) * 4_096;
const zero: Reading = () => 0;

/** /proc/meminfo by field: cache is split into buffers, page cache and reclaimable slab, used into what programs hold. */
const fields: Readonly<Record<string, Reading>> = {
  Active_anon_bytes: ofUsed(0.12),
  Active_bytes: (figures, at) => ofUsed(0.12)(figures, at) + ofCache(0.35)(figures, at),
  Active_file_bytes: ofCache(0.35),
  AnonHugePages_bytes: ofUsed(0.4),
  AnonPages_bytes: ofUsed(0.88),
  Bounce_bytes: zero,
  Buffers_bytes: ofCache(0.01),
  Cached_bytes: ofCache(0.89),
  CommitLimit_bytes: part(0.5),
  Committed_AS_bytes: ofUsed(1.45),
  Dirty_bytes: ({ memory }, at) => memory.dirty(at),
  HardwareCorrupted_bytes: zero,
  HugePages_Free: zero,
  HugePages_Rsvd: zero,
  HugePages_Surp: zero,
  HugePages_Total: zero,
  Hugepagesize_bytes: () => 2_097_152,
  Hugetlb_bytes: zero,
  Inactive_anon_bytes: ofUsed(0.76),
  Inactive_bytes: (figures, at) => ofUsed(0.76)(figures, at) + ofCache(0.53)(figures, at),
  Inactive_file_bytes: ofCache(0.53),
  KernelStack_bytes: ofUsed(0.0006),
  Mapped_bytes: ofCache(0.05),
  MemAvailable_bytes: ({ memory }, at) => memory.total - memory.used(at),
  MemFree_bytes: ({ memory }, at) => memory.free(at),
  MemTotal_bytes: ({ memory }) => memory.total,
  Mlocked_bytes: zero,
  NFS_Unstable_bytes: zero,
  PageTables_bytes: ofUsed(0.004),
  Percpu_bytes: part(0.0004),
  SReclaimable_bytes: ofCache(0.1),
  SUnreclaim_bytes: ofUsed(0.03),
  Shmem_bytes: ofUsed(0.01),
  Slab_bytes: (figures, at) => ofCache(0.1)(figures, at) + ofUsed(0.03)(figures, at),
  SwapCached_bytes: zero,
  SwapFree_bytes: zero,
  SwapTotal_bytes: zero,
  Unevictable_bytes: zero,
  VmallocChunk_bytes: zero,
  VmallocTotal_bytes: () => 35_184_372_087_808,
  VmallocUsed_bytes: part(0.001),
  WritebackTmp_bytes: zero,
  Writeback_bytes: zero,
};

export const meminfo: readonly Family<Figures>[] = Object.entries(fields).map(([field, read]) => ({
  name: `node_memory_${field}`,
  type: "gauge",
  help: `Memory information field ${field}.`,
  collector: "meminfo",
  fixed: (figures) => single((at) => read(figures, at)),
}));
