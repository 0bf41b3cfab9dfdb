import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerCalls } from "./calls";

// A small text exporter: about what a node exporter says when only the collectors of a live node are asked for.

let turn = 0;
let scrapes = 0;

function text(): string {
  const lines: string[] = [];
  for (let cpu = 0; cpu < 8; cpu += 1) {
    for (const mode of ["idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user"]) {
      lines.push(`node_cpu_seconds_total{cpu="${cpu}",mode="${mode}"} ${(turn * 1.25 + cpu).toFixed(2)}`);
    }
  }
  for (let field = 0; field < 50; field += 1) lines.push(`node_memory_field_${field}_bytes ${field * 1_048_576 + turn}`);
  for (let device = 0; device < 10; device += 1) {
    for (const direction of ["receive", "transmit"]) lines.push(`node_network_${direction}_bytes_total{device="eth${device}"} ${turn * 1_500_000 + device}`);
  }
  return `${lines.join("\n")}\n`;
}

const server = createServer((_, response) => {
  scrapes += 1;
  turn += 1;
  response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(text());
});

server.listen(0, "127.0.0.1", () => {
  answerCalls({
    port: () => (server.address() as AddressInfo).port,
    scrapes: () => scrapes,
  });
});
