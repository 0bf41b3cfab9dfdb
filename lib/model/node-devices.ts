/**
 * Which of a machine's devices are real. Live figures and Prometheus' history must leave out
 * the same ones, so both use these: as anchored regular expressions that mean the same in
 * JavaScript and in PromQL (RE2).
 */
export const virtualNetworks =
  "lo|veth.*|cali.*|cni.*|cilium.*|lxc.*|flannel.*|docker.*|br-.*|virbr.*|vxlan.*|tunl.*|kube-.*|nodelocaldns|dummy.*|ifb.*";

/** Device mapper, loop, memory and optical devices: their traffic is counted on the disk below them, or is none. */
export const virtualDisks = "dm-.*|loop.*|ram.*|zram.*|sr[0-9]+|fd[0-9]+";

/** File systems that hold no data of their own. */
export const virtualFilesystems =
  "tmpfs|ramfs|devtmpfs|overlay|squashfs|iso9660|autofs|nsfs|proc|sysfs|cgroup.*|bpf|tracefs|debugfs|securityfs|mqueue|pstore|devpts|hugetlbfs|fuse[.].*|rootfs";

/** Mounts that show a file system a second time, or belong to a container. */
export const virtualMounts = "/(run|proc|sys|dev|snap)(/.*)?|/var/lib/(kubelet|docker|containers|containerd|rancher)/.*";

const anchored = (pattern: string) => new RegExp(`^(?:${pattern})$`, "s");
const networks = anchored(virtualNetworks);
const disks = anchored(virtualDisks);
const filesystems = anchored(virtualFilesystems);
const mounts = anchored(virtualMounts);

export function isRealNetwork(device: string): boolean {
  return !networks.test(device);
}

export function isRealDisk(device: string): boolean {
  return !disks.test(device);
}

export function isRealFilesystem(type: string, mount: string): boolean {
  return !filesystems.test(type) && !mounts.test(mount);
}

/** The name of a temperature's line, from the labels of hwmon (`chip`, `sensor`) or of a thermal zone (`type`, `zone`). */
export function sensorName(labels: Readonly<Record<string, string>>): string {
  const { chip, sensor, type, zone } = labels;
  return chip === undefined ? `${type ?? "zone"} ${zone ?? ""}`.trim() : `${chip.replace(/^platform_/, "")} ${sensor ?? ""}`.trim();
}
