import type { ServerResponse } from "node:http";
import { CastorError, httpStatus, isCastorError, problemOf, type Person } from "@/lib/model";
import { answerFacts, answerHeaders, bodyFacts, currentVersion, type ApiRequest, type ApiTarget } from "@/lib/tools/kubernetes/proxy";
import type { Passed } from "@/lib/wire";
import type { Auditor, Change } from "./auditor";
import type { ClusterParts } from "./cluster";
import { checkedType, discard, reduced, type AnswerContext } from "./proxy-answer";
import { answerBody } from "./proxy-body";

/** As much of a change's answer as is read for the audit log; an object is never so large, a list of deleted ones may be. */
const mostAnswer = 4 * 1024 * 1024;
/** Stands for an answer that is larger. */
const done = '{"kind":"Status","apiVersion":"v1","status":"Success","message":"The change was made; what was answered is too large to be passed on."}';
/** Kubernetes gives up after a minute: a change is waited for until its outcome is known. */
const patience = 65_000;

export interface ChangeContext {
  readonly auditor: Auditor;
  readonly cluster: ClusterParts;
  readonly person: Person;
  /** The browser's address. */
  readonly from: string;
}

/** How a change is written down. */
export function changeOf({ verb, target, dryRun }: { readonly verb: string; readonly target: ApiTarget; readonly dryRun: boolean }, { cluster, person, from }: Omit<ChangeContext, "auditor">): Change {
  const { group, version, resource, subresource, namespace, name } = target;
  return {
    ...{ person, from, cluster: cluster.settings.id, verb, group, version, resource, dryRun },
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
}

/**
 * Asks for a change in the person's name: written into the audit log before, completed with how it
 * went after. It goes on when the browser leaves, so that its outcome is known.
 */
export async function passChange(response: ServerResponse, asked: ApiRequest & { readonly target: ApiTarget }, body: string, context: ChangeContext): Promise<void> {
  const { auditor, cluster, person } = context;
  const said = bodyFacts(asked.method, body);
  const target = asked.target.name === undefined && said.name !== undefined ? { ...asked.target, name: said.name } : asked.target;
  const dryRun = asked.method === "DELETE" ? (said.dryRun ?? asked.dryRun) : asked.dryRun || said.dryRun === true;
  const complete = await auditor.begin(changeOf({ verb: asked.verb, target, dryRun }, context));
  const before = asked.verb === "create" && asked.target.subresource === undefined ? undefined : (said.resourceVersion ?? (await versionBefore(context, asked.target)));
  const known = before === undefined ? {} : { before };
  const answering: AnswerContext = { asked, name: cluster.api.name, identity: cluster.settings.kubernetes.identity };
  let passed: Passed;
  let text: string | undefined;
  try {
    const headers = { ...asked.headers, ...(await cluster.headers(person)) };
    passed = await cluster.api.pass(asked.path, { method: asked.method, query: asked.query, headers, body: body === "" ? undefined : body, signal: AbortSignal.timeout(patience * 2), beginMs: patience });
    text = await answerBody(passed.body, mostAnswer).catch((error: unknown) => {
      throw new CastorError("unreachable", `${cluster.api.name} did not answer to the end; whether the change was made is not known.`, { cause: error });
    });
  } catch (error) {
    // What was not sent at all is refused; of everything else nobody knows.
    const code = isCastorError(error) ? error.code : "internal";
    await complete({ status: httpStatus(code), message: problemOf(error).message, ...known });
    throw error;
  }
  const found = answerFacts(asked.target, passed.status, text ?? "");
  await complete({
    ...{ status: passed.status, ...known },
    ...(found.message === undefined ? {} : { message: found.message }),
    ...(asked.target.name === undefined && found.name !== undefined ? { name: found.name } : {}),
    ...(found.resourceVersion === undefined ? {} : { after: found.resourceVersion }),
  });
  const type = checkedType(passed, answering);
  if (text === undefined) discard(passed.body);
  if (text === undefined && passed.status >= 400) throw new CastorError("unexpected-shape", `${cluster.api.name} refused with more than Castor reads.`);
  const told = text === undefined ? done : asked.secret ? await reduced(text, passed.status, answering) : text;
  response.writeHead(passed.status, { ...answerHeaders(passed.headers), "content-type": type });
  response.end(told);
}

async function versionBefore({ cluster, person }: ChangeContext, target: ApiTarget): Promise<string | undefined> {
  const headers = await cluster.headers(person).catch(() => undefined);
  return headers && currentVersion(cluster.api, target, headers);
}
