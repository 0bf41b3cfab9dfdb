import { at, fact, group, table, told } from "../fact";
import { argoWellness } from "../family/others";
import { defineKind, state } from "../kind-knowledge";

export const argoApplication = defineKind({
  kind: "argoproj.io/Application",
  state({ body }) {
    const [health, sync] = [body.at("status.health.status").text, body.at("status.sync.status").text];
    const message = body.at("status.health.message").text;
    const words = sync === "OutOfSync" ? "what runs differs from Git" : sync === "Synced" ? "what runs is what Git says" : "whether it is what Git says is not known";
    return state(argoWellness(health, sync), [health, sync].filter((word) => word !== undefined).join(", "), `Its health is ${health ?? "unknown"}, and ${words}.${message === undefined ? "" : ` ${message}`}`);
  },
  facts({ object: { body } }) {
    const { spec, status } = { spec: body.at("spec"), status: body.at("status") };
    const sources = spec.at("sources").list.length > 0 ? spec.at("sources").list : [spec.at("source")];
    const operation = status.at("operationState");
    const automated = spec.at("syncPolicy.automated");
    return [
      ...group(
        "Application",
        fact("Health", told(status.at("health.status").text ?? "Unknown", argoWellness(status.at("health.status").text, undefined))),
        fact("Synchronisation", told(status.at("sync.status").text ?? "Unknown", status.at("sync.status").text === "OutOfSync" ? "warning" : "well")),
        fact("Revision", status.at("sync.revision").text?.slice(0, 12)),
        fact("Project", spec.at("project").text),
        fact("Goes to", [spec.at("destination.name").text ?? spec.at("destination.server").text, spec.at("destination.namespace").text].filter((word) => word !== undefined).join(" · ")),
        fact("Synchronises", automated.exists ? `By itself${automated.at("prune").flag === true ? ", removing what Git no longer has" : ""}${automated.at("selfHeal").flag === true ? ", undoing changes by hand" : ""}` : "When somebody asks for it"),
        fact("Last operation", operation.at("phase").text === undefined ? undefined : told(`${operation.at("phase").text ?? ""}${operation.at("message").text === undefined ? "" : `: ${operation.at("message").text ?? ""}`}`, operation.at("phase").text === "Succeeded" ? "well" : operation.at("phase").text === "Running" ? "progressing" : "bad")),
        fact("Ended", at(operation.at("finishedAt").time)),
        fact("Compared", at(status.at("reconciledAt").time)),
      ),
      ...table("Sources", ["Repository", "Path or chart", "Revision"], sources.map((source) => [source.at("repoURL").text, source.at("chart").text ?? source.at("path").text, source.at("targetRevision").text ?? "HEAD"])),
      ...table("History", ["Deployed", "Revision", "Source"], status.at("history").list.slice(-8).reverse().map((one) => [at(one.at("deployedAt").time), one.at("revision").text?.slice(0, 12), one.at("source.path").text ?? one.at("source.chart").text])),
    ];
  },
});
