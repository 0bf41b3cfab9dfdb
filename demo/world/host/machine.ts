import { cpus, hostname, networkInterfaces, totalmem } from "node:os";
import type { Machine } from "../machine";

/** This very machine, described as a node. Its name is its host name, made fit for Kubernetes. */
export function hostMachine(): Machine {
  const name = hostname().toLowerCase().replaceAll(/[^a-z0-9.-]+/g, "-").replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
  const address = Object.values(networkInterfaces()).flatMap((list) => list ?? []).find(({ family, internal }) => family === "IPv4" && !internal);
  return {
    name: name === "" ? "this-machine" : name,
    ip: address?.address ?? "127.0.0.1",
    role: "worker",
    cores: Math.max(1, cpus().length),
    memoryBytes: totalmem(),
    busy: 0.2,
    held: 0.4,
    pairs: 0,
  };
}
