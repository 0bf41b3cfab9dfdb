import type { ObjectRef } from "@/lib/model";
import type { Member, Standing } from "../member";
import { job } from "./job";

/** The jobs among these members with how they went, as they stand: newest first. */
export function jobHistory(children: readonly Member[]): readonly (Standing & { readonly ref: ObjectRef; readonly started: number | undefined })[] {
  return children.flatMap(({ ref, object, children: pods }) => {
    if (object === undefined || ref.kind !== "Job") return [];
    const { wellness, status } = job.state(object, pods);
    return [{ ref, wellness, status, started: object.body.at("status.startTime").time }];
  });
}
