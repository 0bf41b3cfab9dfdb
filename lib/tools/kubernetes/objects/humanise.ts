/** Words that are written in capitals. */
const capitals = new Set(["ip", "ips", "uid", "uri", "url", "urls", "id", "dns", "tls", "cpu", "http", "https", "tcp", "udp", "api", "ca", "csi", "pvc", "pv", "crd", "gpu", "os", "tty", "pid", "acl", "nfs", "ttl", "ioc", "pvs", "gid", "ssh", "oci"]);

/** A field's name as people write it: `storageClassName` is "Storage class name", `clusterIP` "Cluster IP". */
export function humanise(name: string): string {
  const words = name.replace(/[._/-]+/g, " ").replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2").trim().split(/\s+/);
  return words.map((word, index) => {
    const lower = word.toLowerCase();
    if (capitals.has(lower)) return lower.endsWith("s") && capitals.has(lower.slice(0, -1)) ? `${lower.slice(0, -1).toUpperCase()}s` : lower.toUpperCase();
    return index === 0 ? `${word.charAt(0).toUpperCase()}${lower.slice(1)}` : lower;
  }).join(" ");
}
