import { describe, expect, it } from "vitest";
import { measureOf } from "./measure";

describe("the unit of an expression", () => {
  it.each([
    ["node_memory_MemAvailable_bytes", "bytes", 1],
    ["node_filesystem_avail_bytes / node_filesystem_size_bytes * 100", "fraction", 0.01],
    ["100 - (node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes * 100)", "fraction", 0.01],
    ["100 * (count by (job) (up == 0) / count by (job) (up))", "fraction", 0.01],
    ["1 - a_bytes / b_bytes", "fraction", 1],
    ["sum by (pod) (rate(container_cpu_cfs_throttled_periods_total[5m])) / sum by (pod) (rate(container_cpu_cfs_periods_total[5m]))", "fraction", 1],
    ["rate(node_network_receive_bytes_total[5m])", "bytes/s", 1],
    ["rate(node_network_receive_bytes_total[5m]) * 8", "bytes/s", 0.125],
    ["sum(rate(node_cpu_seconds_total[2m])) * 100", "fraction", 0.01],
    ["time() - kube_job_status_start_time", "seconds", 1],
    ["histogram_quantile(0.99, sum by (le) (rate(http_duration_seconds_bucket[5m])))", "seconds", 1],
    ["foo_bytes / 1024", "bytes", 1024],
    ["increase(foo_bytes_total[1h])", "bytes", 1],
    ["changes(process_start_time_seconds[10m])", "count", 1],
    ["node_hwmon_temp_celsius", "celsius", 1],
    ["disk_used_percent", "fraction", 0.01],
    ["a_bytes + b_seconds", undefined, undefined],
    ["kube_pod_status_phase", undefined, undefined],
    ["foo", undefined, undefined],
    ["foo >", undefined, undefined],
  ])("of %s is %s", (query, unit, factor) => {
    expect(measureOf(query)).toEqual(unit === undefined ? undefined : { unit, factor });
  });
});
