import { wellKnownRef } from "@/lib/model";
import { at, fact, group, link, told } from "../fact";
import { defineKind, state } from "../kind-knowledge";

export const event = defineKind({
  kind: "/Event",
  state: ({ body }) => state(body.at("type").text === "Warning" ? "warning" : "well", body.at("reason").text ?? "", body.at("message").text ?? "It says nothing."),
  facts({ object: { body } }) {
    const of = body.at("involvedObject");
    const [kind, name, namespace] = [of.at("kind").text ?? "", of.at("name").text ?? "", of.at("namespace").text];
    return [
      ...group(
        "Event",
        fact("Type", told(body.at("type").text ?? "Normal", body.at("type").text === "Warning" ? "warning" : "well")),
        fact("Reason", body.at("reason").text),
        fact("Message", body.at("message").text),
        fact("About", link(wellKnownRef({ kind, name, ...(namespace === undefined ? {} : { namespace }) }), `${kind} ${name}`) ?? `${kind} ${name}`),
        fact("First", at(body.at("firstTimestamp").time ?? body.at("eventTime").time)),
        fact("Last", at(body.at("series.lastObservedTime").time ?? body.at("lastTimestamp").time)),
        fact("How often", body.at("series.count").number ?? body.at("count").number),
        fact("Told by", [body.at("source.component").text ?? body.at("reportingComponent").text, body.at("source.host").text].filter((word) => word !== undefined).join(" on ")),
      ),
    ];
  },
});
