import { chosen, drawn, epicsTime } from "./style";
import type { LogStyle, Writer } from "./style";

const green = "\u001b[32m";
const yellow = "\u001b[33m";
const red = "\u001b[31;1m";
const plain = "\u001b[0m";

const prefix = ({ pod }: Writer) => pod.replace(/-\d+$/, "").toUpperCase();

/** An IOC's shell: start-up script, then what drivers and clients do. */
export const iocStyle: LogStyle = {
  every: 4_300,
  opening: (writer) => [
    [0, `${green}IOC ${prefix(writer)} starting${plain}`],
    [120, "Starting iocInit"],
    [180, "############################################################################"],
    [190, "## EPICS R7.0.8.1"],
    [200, "## Rev. 2026-02-17T09:41+0000"],
    [210, "############################################################################"],
    [320, `dbLoadRecords("/epics/ioc/config/ioc.db", "P=${prefix(writer)}:")`],
    [430, `dbLoadDatabase("dbd/ioc.dbd")`],
    [700, `${yellow}Warning: autosave: cannot find previous settings for ${prefix(writer)}: using defaults${plain}`],
    [1_050, "reboot_restore: done with file 'auto_settings.sav'"],
    [1_400, "cas INFO: CA server listening on 0.0.0.0:5064"],
    [1_700, "iocRun: All initialization complete"],
    [1_750, "epics>"],
  ],
  entry: (writer, n, at, draw) => {
    const device = `${prefix(writer)}:${chosen(["STAGE:X", "STAGE:Y", "CAM1", "M1", "M2", "SLIT:GAP"], draw)}`;
    if (draw > 0.985) return `${epicsTime(at)} ${red}ERROR${plain} asynOctetSyncIO: ${device} write timeout after 1.0 s, retry ${1 + drawn(draw, 1, 3)}`;
    if (draw > 0.93) return `${epicsTime(at)} ${yellow}WARN${plain} drvAsynIPPort: slow answer of ${20 + drawn(draw, 2, 400)} ms from 172.23.242.${10 + drawn(draw, 3, 80)}:1025`;
    return `${epicsTime(at)} ${chosen([
      `asynPortDriver: ${device} connected`,
      `CAS: client opi-${drawn(draw, 4, 9)}.diamond.ac.uk connected, ${drawn(draw, 5, 40)} channels`,
      `dbPut: ${device}.VAL <- ${(draw * 20 - 10).toFixed(4)}`,
      `autosave: ${prefix(writer)}: saved ${200 + drawn(draw, 6, 60)} PVs to auto_settings.sav`,
      `scanOnce: ring buffer at ${drawn(draw, 7, 30)} of 1000`,
      `motor: ${device} move done at ${(draw * 12).toFixed(4)} mm`,
      `devAsynFloat64: ${device}:RBV updated, alarm NO_ALARM`,
      `caServer: beacon ${n}`,
    ], draw)}`;
  },
  closing: (writer) => [
    `${red}ERROR${plain} drvPmac: no answer from motion controller at 172.23.242.97:1025`,
    `${red}ERROR${plain} pmacCreateController: port BRICK1 could not be created`,
    `${red}CRITICAL${plain} pmacAxis::initialize: null controller for axis 1 of ${prefix(writer)}`,
    "/epics/ioc/start.sh: line 64:    21 Segmentation fault      (core dumped) ${IOC}/bin/linux-x86_64/ioc ${ioc_startup}",
  ],
};

const plans = ["count", "scan", "grid_scan", "align_stage", "take_darks", "fly_scan"];

/** blueapi and other Python services: one JSON object a line. */
export const jsonStyle: LogStyle = {
  every: 3_100,
  opening: ({ container }) => [
    [0, JSON.stringify({ level: "INFO", logger: container, message: "starting", version: "1.17.0" })],
    [600, JSON.stringify({ level: "INFO", logger: "uvicorn.error", message: "Started server process [1]" })],
    [1_300, JSON.stringify({ level: "INFO", logger: "bluesky", message: "RunEngine state: idle" })],
    [1_500, JSON.stringify({ level: "INFO", logger: "uvicorn.error", message: "Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)" })],
  ],
  entry: (_, n, at, draw) => {
    const time = new Date(at).toISOString();
    const plan = chosen(plans, draw);
    const request = { method: chosen(["GET", "GET", "GET", "POST", "PUT"], draw), path: chosen(["/healthz", "/worker/state", "/plans", "/devices", "/tasks"], draw), status: 200, duration_ms: 2 + drawn(draw, 1, 60) };
    if (draw > 0.99) return JSON.stringify({ timestamp: time, level: "ERROR", logger: "blueapi.worker", message: `Plan ${plan} failed`, exception: `ophyd.utils.errors.FailedStatus: Timeout of 10.0 s while waiting for BL47P-EA-DET-01:CAM:Acquire`, task_id: n });
    if (draw > 0.94) return JSON.stringify({ timestamp: time, level: "WARNING", logger: "ophyd_async", message: `Signal det-cam-acquire_time set late by ${30 + drawn(draw, 2, 200)} ms`, task_id: n });
    if (draw > 0.6) return JSON.stringify({ timestamp: time, level: "INFO", logger: "blueapi.worker", message: `Plan ${plan} is running`, document: { name: "event", seq_num: drawn(draw, 3, 500), descriptor: n } });
    if (draw > 0.5) return JSON.stringify({ timestamp: time, level: "DEBUG", logger: "stomp", message: "heartbeat", queue: "/topic/public.worker.event" });
    return JSON.stringify({ timestamp: time, level: "INFO", logger: "uvicorn.access", message: `${request.method} ${request.path}`, ...request });
  },
  closing: () => [JSON.stringify({ level: "CRITICAL", logger: "blueapi", message: "Cannot read configuration", exception: "yaml.scanner.ScannerError: mapping values are not allowed here" })],
};

/** Java programs: a line each, and now and then a stack trace. */
export const javaStyle: LogStyle = {
  every: 6_200,
  opening: ({ container }) => [
    [0, `OpenJDK 64-Bit Server VM warning: Sharing is only supported for boot loader classes because bootstrap classpath has been appended`],
    [900, `INFO  [main] ${container}: starting, Java 21.0.5+11-LTS`],
    [2_600, `INFO  [main] ${container}: started in 2.612 seconds`],
  ],
  entry: (_, n, at, draw) => {
    const time = new Date(at).toISOString().slice(0, 23).replace("T", " ");
    const thread = `pool-${1 + drawn(draw, 1, 3)}-thread-${1 + drawn(draw, 2, 8)}`;
    if (draw > 0.985) {
      return [
        `${time} ERROR [${thread}] u.a.d.nexus.Converter - Could not convert scan ${41_000 + n}`,
        `java.io.UncheckedIOException: java.nio.file.NoSuchFileException: /dls/p47/data/2026/cm40021-3/p47-${41_000 + n}.h5`,
        "\tat uk.ac.diamond.nexus.Reader.open(Reader.java:118)",
        "\tat uk.ac.diamond.nexus.Converter.convert(Converter.java:74)",
        "\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1144)",
        "\tat java.base/java.lang.Thread.run(Thread.java:1583)",
        `Caused by: java.nio.file.NoSuchFileException: /dls/p47/data/2026/cm40021-3/p47-${41_000 + n}.h5`,
        "\tat java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:92)",
        "\t... 4 more",
      ].join("\n");
    }
    if (draw > 0.93) return `${time} WARN  [${thread}] u.a.d.nexus.Watcher - Queue is ${60 + drawn(draw, 3, 40)} % full`;
    return `${time} INFO  [${thread}] u.a.d.nexus.Converter - Converted scan ${41_000 + n} in ${300 + drawn(draw, 4, 4_000)} ms`;
  },
};
