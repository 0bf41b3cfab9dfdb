import { format } from "@/lib/model";
import { count, fact, group, table } from "../fact";
import { defineKind, state } from "../kind-knowledge";

/** Letters of a value that are shown in the table; all of it stands in the YAML. */
const shown = 160;

export const configMap = defineKind({
  kind: "/ConfigMap",
  state({ body }) {
    const keys = body.at("data").entries.length + body.at("binaryData").entries.length;
    return state("well", count(keys, "key"), `It holds ${count(keys, "key")}.`);
  },
  facts({ object: { body }, children }) {
    const size = (text: string) => format(Buffer.byteLength(text), "bytes");
    return [
      ...group("Configuration", fact("Can be changed", body.at("immutable").flag === true ? "No, it is immutable" : "Yes"), fact("Used by", count(children.length, "pod"))),
      ...table("Keys", ["Key", "Size", "Begins with"], [
        ...Object.entries(body.at("data").texts).map(([key, value]) => [key, size(value), value.length > shown ? `${value.slice(0, shown)}…` : value]),
        ...Object.entries(body.at("binaryData").texts).map(([key, value]) => [key, format(Buffer.from(value, "base64").length, "bytes"), "binary"]),
      ]),
    ];
  },
});
