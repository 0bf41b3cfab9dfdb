import type { Cause, Rule } from "../evidence";
import { containerStatuses } from "../kinds/pod";

interface PullProblem {
  readonly id: string;
  readonly words: RegExp;
  readonly says: (image: string, registry: string) => string;
  readonly advice: string;
}

/** What registries and container runtimes answer, most telling first. */
const problems: readonly PullProblem[] = [
  { id: "rate limit", words: /toomanyrequests|rate limit|429 Too Many|too many requests/i, says: (_, registry) => `${registry} takes no more pulls from here for now: its rate limit is used up.`, advice: "Wait, pull through the site's own mirror, or sign in to the registry with an imagePullSecret." },
  { id: "platform", words: /no match for platform|no matching manifest|exec format/i, says: (image) => `${image} does not exist for this node's processor.`, advice: "Build the image for this architecture, or choose nodes of another one with a nodeSelector." },
  { id: "certificate", words: /x509|certificate|tls:/i, says: (_, registry) => `The node does not trust the certificate of ${registry}.`, advice: "Have the registry's certificate authority installed on the nodes." },
  { id: "unreachable", words: /no such host|dial tcp|i\/o timeout|connection refused|network is unreachable|deadline exceeded|connection reset|EOF|proxyconnect|temporary failure/i, says: (_, registry) => `The node cannot reach ${registry}.`, advice: "Check the registry's address and whether the node has a way to it: network, proxy and firewall." },
  { id: "no space", words: /no space left/i, says: () => "The node has no room left for images.", advice: "Free space on the node, or drain it and have its disk looked at." },
  {
    id: "unauthorised", words: /unauthorized|authentication required|access denied|denied: |no basic auth credentials|401|403 Forbidden|insufficient_scope|authorization failed/i,
    says: (image, registry) => `${registry} refuses to give ${image}: the credentials are missing or wrong, or there is no such image and it hides that.`,
    advice: "Check the image's spelling; if it is private, name an imagePullSecret in the pod or its service account that may read it.",
  },
  { id: "not found", words: /manifest unknown|not found|name unknown|repository does not exist|no such manifest|404/i, says: (image, registry) => `${registry} has no image ${image}.`, advice: "Check the image's name and tag for a typing mistake, and that this tag was really pushed." },
];

/** The registry that an image comes from; without a host it is Docker Hub. */
export function registryOf(image: string): string {
  const [first = ""] = image.split("/");
  return image.includes("/") && (/[.:]/.test(first) || first === "localhost") ? first : "Docker Hub";
}

const waits = new Set(["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable", "ImageInspectError"]);

/** Images that cannot be pulled, with the registry's answer in plain words. */
export const imagePull: Rule = ({ object, events }) => {
  if (object.ref.kind !== "Pod") return [];
  return containerStatuses(object).flatMap(({ spec, status }): readonly Cause[] => {
    const reason = status.at("state.waiting.reason").text;
    if (reason === undefined || !waits.has(reason)) return [];
    const [name, image] = [spec.at("name").text ?? "", spec.at("image").text ?? ""];
    const registry = registryOf(image);
    // The back-off says nothing any more: the failure before it does.
    const failures = events.filter((event) => event.reason === "Failed" && event.message.includes(image));
    const told = [status.at("state.waiting.message").text ?? "", ...failures.map(({ message }) => message)];
    const message = told.find((text) => problems.some(({ words }) => words.test(text.replaceAll(image, "")))) ?? told.find((text) => text !== "" && !text.startsWith("Back-off")) ?? "";
    const found = problems.find(({ words }) => words.test(message.replaceAll(image, "")));
    const since = failures.length === 0 ? object.created : Math.min(...failures.map(({ first }) => first));
    const base = { severity: "critical" as const, title: `The image of the container ${name} cannot be pulled.`, since };
    const answered = message === "" ? [] : [`The node was told: ${message.slice(0, 400)}`];
    if (reason === "InvalidImageName") return [{ ...base, cause: `pull invalid ${image}`, title: `The image name of the container ${name} is not valid.`, details: [`“${image}” cannot be an image's name.`], advice: "Correct the image in the workload's template: names are in small letters, with one tag." }];
    if (reason === "ErrImageNeverPull") return [{ ...base, cause: `pull never ${image}`, details: [`${image} is not on the node, and the pull policy is Never.`], advice: "Set imagePullPolicy to IfNotPresent, or load the image on the node." }];
    return [{ ...base, cause: `pull ${found?.id ?? "unknown"} ${image}`, details: [found === undefined ? `${registry} did not give ${image}.` : found.says(image, registry), ...answered], advice: found?.advice ?? "Check the image's name, its tag, and whether the node can reach the registry." }];
  });
};
