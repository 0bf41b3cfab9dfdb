import { describe, expect, it } from "vitest";
import { expositionText } from "../../../world/metrics/text";
import { kubeStateExposition } from "../../../world/metrics/kube-state/families";
import { ids } from "./ids";
import { testCluster } from "./test-cluster";
import type { TestCluster } from "./test-cluster";

const lines = ({ world, cluster }: TestCluster, name: string) => expositionText(kubeStateExposition(cluster), world.now()).split("\n").filter((line) => line.startsWith(`${name}{`));

describe("what kube-state-metrics tells of the API server's objects", () => {
  it("says which pod mounts which claim, and who answers for a Service, since before anybody looked", () => {
    const test = testCluster();
    test.pass(2_000);
    expect(lines(test, "kube_pod_spec_volumes_persistentvolumeclaims_info").find((line) => line.includes('pod="p47-rabbitmq-0"'))).toMatch(/namespace="p47-beamline",persistentvolumeclaim="data-p47-rabbitmq-0",pod="p47-rabbitmq-0",uid="[^"]+",volume="data"} 1$/);
    const [pod] = test.cluster.pods.fixed.filter(({ name }) => name === "p47-rabbitmq-0");
    expect(lines(test, "kube_endpoint_address").find((line) => line.includes('endpoint="p47-rabbitmq"') && line.includes('port_name="amqp"'))).toBe(`kube_endpoint_address{endpoint="p47-rabbitmq",ip="${pod?.ip}",namespace="p47-beamline",port_name="amqp",port_number="5672",port_protocol="TCP",ready="true"} 1`);
    expect(lines(test, "kube_pod_info").find((line) => line.includes('pod="p47-rabbitmq-0"'))).toMatch(/created_by_kind="StatefulSet",created_by_name="p47-rabbitmq",host_ip="172.23.242.47",host_network="false",.*node="p47-srv-01",pod="p47-rabbitmq-0",pod_ip="10\./);
  });

  it("names the Deployment of every ReplicaSet, the World's own and people's, each once", () => {
    const test = testCluster();
    test.pass(2_000);
    const owners = lines(test, "kube_replicaset_owner");
    expect(owners.filter((line) => line.includes('owner_name="p47-epics-opis"'))).toHaveLength(1);
    expect(owners.filter((line) => line.includes('owner_name="crash-demo"'))).toHaveLength(1);
    expect(lines(test, "kube_pod_owner").some((line) => line.includes('namespace="training"') && line.includes('owner_kind="ReplicaSet"'))).toBe(true);
  });

  it("ends a claim's series with the claim", () => {
    const test = testCluster();
    const phase = () => lines(test, "kube_persistentvolumeclaim_status_phase").filter((line) => line.includes('"fast-scratch"'));
    test.pass(1_000);
    expect(phase().map((line) => line.slice(-1) + (/phase="(\w+)"/.exec(line)?.[1] ?? ""))).toEqual(["0Lost", "0Bound", "1Pending"]);
    test.store.remove(ids.claims, "training", "fast-scratch");
    test.pass(1_000);
    expect(phase()).toEqual([]);
  });
});
