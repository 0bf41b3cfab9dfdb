import { fact, group, table, told, yes } from "../fact";
import { defineKind, state } from "../kind-knowledge";

export const storageClass = defineKind({
  kind: "storage.k8s.io/StorageClass",
  state: ({ annotations }) => (annotations["storageclass.kubernetes.io/is-default-class"] === "true" ? state("well", "default", "Claims that name no class get this one.") : state("well", "", "Claims may name it.")),
  facts({ object: { body, annotations } }) {
    return [
      ...group(
        "Storage class",
        fact("Default", annotations["storageclass.kubernetes.io/is-default-class"] === "true" ? told("Yes", "well") : "No"),
        fact("Volumes are made by", body.at("provisioner").text),
        fact("Volumes are made", body.at("volumeBindingMode").text === "WaitForFirstConsumer" ? "When the first pod that uses them has a node" : "At once"),
        fact("When the claim is deleted", body.at("reclaimPolicy").text === "Retain" ? "The volume is kept" : "The volume is deleted"),
        fact("Claims can grow", yes(body.at("allowVolumeExpansion").flag === true)),
        fact("Mount options", body.at("mountOptions").words.join(", ")),
      ),
      ...table("Parameters", ["Name", "Value"], Object.entries(body.at("parameters").texts)),
    ];
  },
});
