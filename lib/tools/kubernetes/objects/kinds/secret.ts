import { format } from "@/lib/model";
import { count, fact, group, table } from "../fact";
import { defineKind, state } from "../kind-knowledge";
import { masked } from "../masking";

const types: Readonly<Record<string, string>> = {
  Opaque: "Any values",
  "kubernetes.io/tls": "A certificate and its key",
  "kubernetes.io/dockerconfigjson": "Credentials of image registries",
  "kubernetes.io/service-account-token": "The token of a service account",
  "kubernetes.io/basic-auth": "A user name and password",
  "kubernetes.io/ssh-auth": "An SSH key",
  "helm.sh/release.v1": "One revision of a Helm release",
};

export const secret = defineKind({
  kind: "/Secret",
  state: ({ sizes = {} }) => state("well", count(Object.keys(sizes).length, "key"), `It holds ${count(Object.keys(sizes).length, "key")}; their values are not shown.`),
  facts({ object: { body, sizes = {} }, children }) {
    const type = body.at("type").text ?? "Opaque";
    return [
      ...group("Secret", fact("Type", types[type] === undefined ? type : `${types[type]} (${type})`), fact("Can be changed", body.at("immutable").flag === true ? "No, it is immutable" : "Yes"), fact("Used by", count(children.length, "pod"))),
      ...table("Keys", ["Key", "Size", "Value"], Object.entries(sizes).map(([key, size]) => [key, format(size, "bytes"), masked])),
    ];
  },
});
