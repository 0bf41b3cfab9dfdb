import { ageColumn } from "./definition";
import type { Definition } from "./definition";
import { conditionPath, conditions, flag, list, map, open, parts, whole, word, words } from "./field";

const issuerRef = parts("Who issues it.", { name: word("Name of the issuer."), kind: word("Issuer or ClusterIssuer."), group: word("Group of the issuer.") }, ["name"]);
const issuer = { acme: open("An ACME server."), ca: parts("A certificate authority of one's own.", { secretName: word("The Secret with its key pair.") }), selfSigned: open("Certificates that sign themselves."), vault: open("A Vault server.") };
const certManager = { group: "cert-manager.io", version: "v1", categories: ["cert-manager"] } as const;

/** The kinds of cert-manager. */
export const certificates: readonly Definition[] = [
  {
    ...certManager,
    kind: "Certificate",
    plural: "certificates",
    shortNames: ["cert", "certs"],
    about: "A Certificate resource should be created to ensure an up to date and signed X.509 certificate is stored in the Kubernetes Secret resource named in `spec.secretName`.",
    spec: { secretName: word("Name of the Secret resource that will be automatically created and managed by this Certificate resource."), dnsNames: words("Requested DNS subject alternative names."), duration: word("Requested lifetime of the certificate."), renewBefore: word("How long before the end it is renewed."), issuerRef, privateKey: open("Options of the private key."), usages: words("Requested key usages.") },
    required: ["issuerRef", "secretName"],
    status: { conditions, notAfter: word("The end of the certificate's validity."), notBefore: word("Its beginning."), renewalTime: word("When it will be renewed."), revision: whole("How often it was issued.") },
    columns: [["Ready", conditionPath("Ready")], ["Secret", ".spec.secretName"], ["Issuer", ".spec.issuerRef.name", "string", 1], ["Status", conditionPath("Ready", "message"), "string", 1], ageColumn],
  },
  { ...certManager, kind: "Issuer", plural: "issuers", about: "An Issuer represents a certificate issuing authority which can be referenced by Certificates of its namespace.", spec: issuer, status: { conditions }, columns: [["Ready", conditionPath("Ready")], ["Status", conditionPath("Ready", "message"), "string", 1], ageColumn] },
  { ...certManager, kind: "ClusterIssuer", plural: "clusterissuers", cluster: true, about: "A ClusterIssuer represents a certificate issuing authority which can be referenced by Certificates of all namespaces.", spec: issuer, status: { conditions }, columns: [["Ready", conditionPath("Ready")], ["Status", conditionPath("Ready", "message"), "string", 1], ageColumn] },
];

const constraint = (kind: string, parameters: Definition["spec"]): Definition => ({
  group: "constraints.gatekeeper.sh",
  version: "v1beta1",
  kind,
  plural: kind.toLowerCase(),
  cluster: true,
  categories: ["constraint", "constraints"],
  about: `${kind} is a constraint of Gatekeeper, made from the template of the same name.`,
  spec: {
    enforcementAction: word("What happens to objects that break it.", "deny", "dryrun", "warn"),
    match: parts("Which objects it is about.", { kinds: list("Their kinds.", parts("Kinds of groups.", { apiGroups: words("Groups."), kinds: words("Kinds.") })), namespaces: words("Their namespaces."), excludedNamespaces: words("Namespaces that are left out.") }),
    parameters: parts("Parameters of the template.", parameters),
  },
  status: {
    auditTimestamp: word("When all objects were looked at last."),
    totalViolations: whole("How many objects break it."),
    violations: list("Objects that break it; the first of them.", parts("A violation.", { enforcementAction: word("What would happen."), group: word("Group of the object."), version: word("Version of the object."), kind: word("Kind of the object."), namespace: word("Its namespace."), name: word("Its name."), message: word("What it breaks.") })),
    byPod: list("What each of Gatekeeper's pods says.", open("A pod's word.")),
  },
  columns: [["Enforcement-Action", ".spec.enforcementAction"], ["Total-Violations", ".status.totalViolations", "integer"]],
});

/** Gatekeeper's own kind, and those that its templates make. */
export const gatekeeper: readonly Definition[] = [
  {
    group: "templates.gatekeeper.sh",
    version: "v1",
    kind: "ConstraintTemplate",
    plural: "constrainttemplates",
    cluster: true,
    about: "ConstraintTemplate makes a kind of constraints from a rule in Rego.",
    spec: { crd: open("The kind that it makes."), targets: list("The rule.", parts("A target.", { target: word("What it judges."), rego: word("The rule in Rego."), libs: words("Libraries of the rule.") })) },
    status: { created: flag("Whether the kind was made."), byPod: list("What each of Gatekeeper's pods says.", open("A pod's word.")) },
  },
  constraint("K8sRequiredLabels", { labels: list("Labels that an object must have.", parts("A label.", { key: word("Its key."), allowedRegex: word("What its value must look like.") })), message: word("What the refused person reads.") }),
  constraint("K8sAllowedRepos", { repos: words("Beginnings of image names that are allowed."), exempt: map("Namespaces that are exempt, and why.") }),
];

