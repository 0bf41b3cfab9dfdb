import { iocStyle, javaStyle, jsonStyle } from "./beamline-styles";
import { floodStyle, klogStyle, logfmtStyle, nginxStyle, plainStyle, shellStyle, stressStyle } from "./server-styles";
import type { LogStyle, Writer } from "./style";

const byImage: readonly (readonly [RegExp, LogStyle])[] = [
  [/log-flood/, floodStyle],
  [/training-stress/, stressStyle],
  [/ioc-[a-z]|pandablocks-ioc|dev-c7/, iocStyle],
  [/blueapi|ioc-monitor|archiver|analysis-worker|oauth2-proxy/, jsonStyle],
  [/nexus-file-converter|keycloak|graylog|opensearch/, javaStyle],
  [/nginx(?!.*controller)/, nginxStyle],
  [/prometheus|alertmanager|grafana|node-exporter|argocd/, logfmtStyle],
  [/rabbitmq|redis|postgres|socat|epics-gateways/, plainStyle],
  [/busybox/, shellStyle],
];

/** How a container's program writes: known by its image. A shell that was told what to do says that. */
export function styleOf({ image, script }: Writer): LogStyle {
  if (/^(\/bin\/)?(sh|bash) -c /.test(script) && script.includes("echo ")) return shellStyle;
  return byImage.find(([pattern]) => pattern.test(image))?.[1] ?? klogStyle;
}
