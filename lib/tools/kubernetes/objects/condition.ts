import type { ObjectCondition } from "@/lib/model";
import type { KubeObject } from "./kube-object";

/** Conditions that are well when True, whatever the kind. */
const wellWhenTrue = new Set([
  "Ready", "Available", "Healthy", "Initialized", "ContainersReady", "PodScheduled", "PodReadyToStartContainers", "Progressing", "Established", "NamesAccepted", "Synced", "Reconciled", "Accepted", "ResolvedRefs", "Programmed", "Bound",
  "Complete", "SuccessCriteriaMet", "Succeeded", "Released", "Promoted", "AbleToScale", "ScalingActive", "DisruptionAllowed", "Installed", "Deployed", "Valid", "Approved", "Issued", "Completed", "InstancesReady", "ControlPlaneReady", "ConfigReady", "RootsReady", "Enforced", "Created",
]);

/** Conditions that are trouble when True. */
const badWhenTrue = new Set([
  "Failed", "FailureTarget", "ReplicaFailure", "MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable", "Degraded", "Stalled", "Error", "Conflicted", "InvalidSpec", "Suspended", "NonStructuralSchema", "Terminating", "KernelDeadlock", "ReadonlyFilesystem", "FrequentKubeletRestart",
  "NamespaceDeletionDiscoveryFailure", "NamespaceDeletionContentFailure", "NamespaceDeletionGroupVersionParsingFailure", "NamespaceContentRemaining", "NamespaceFinalizersRemaining", "ComparisonError", "SyncError", "InvalidSpecError", "OrphanedResourceWarning", "RepeatedResourceWarning", "SharedResourceWarning", "Expired", "OverlappingRoutes",
]);

/** Conditions that tell something and judge nothing. */
const neutral = new Set(["ScalingLimited", "Active", "Paused", "Fallback", "DisruptionTarget", "FileSystemResizePending", "Resizing"]);

/** What a condition's status means, where that is known: whether it is how it should be. */
export function isGood(type: string, status: string): boolean | undefined {
  if (neutral.has(type) || status === "Unknown") return undefined;
  if (wellWhenTrue.has(type)) return status === "True";
  if (badWhenTrue.has(type)) return status !== "True";
  if (/(?:Ready|Available|Healthy|Succeeded|Valid|Accepted)$/.test(type) && !/^(?:Not|Un)/.test(type)) return status === "True";
  if (/(?:Failed|Failure|Error|Pressure|Unavailable|Conflict|Degraded|Stalled|Invalid|NotReady)$/.test(type)) return status !== "True";
  return undefined;
}

/** The object's own conditions; a Job that is Complete or not yet, and the like, is judged by its kind. */
export function conditionsOf({ ref, body }: KubeObject): readonly ObjectCondition[] {
  return body.at("status.conditions").list.flatMap((condition) => {
    const type = condition.at("type").text;
    if (type === undefined) return [];
    const [status, reason, message] = [condition.at("status").text ?? "Unknown", condition.at("reason").text, condition.at("message").text];
    const since = condition.at("lastTransitionTime").time ?? condition.at("lastUpdateTime").time;
    const good = expected(ref.kind, type, status, reason);
    return [{ type, status, ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }), ...(since === undefined ? {} : { since }), ...(good === undefined ? {} : { good }) }];
  });
}

/** What a kind means by a condition that others mean otherwise. */
function expected(kind: string, type: string, status: string, reason: string | undefined): boolean | undefined {
  // Of a pod that has done its work none of these is True any more.
  if (kind === "Pod" && reason === "PodCompleted") return true;
  // A canary that waits at a step says that it is not healthy: its phase tells the two apart.
  if (kind === "Rollout" && (type === "Healthy" || type === "Completed")) return undefined;
  if (kind === "Job" && type === "Suspended") return undefined;
  if (["Application", "ApplicationSet"].includes(kind) && /(?:Error|Warning)$/.test(type)) return false;
  if (kind === "ScaledObject" && type === "Fallback") return status !== "True";
  if (kind === "Certificate" && type === "Issuing") return undefined;
  return isGood(type, status);
}
