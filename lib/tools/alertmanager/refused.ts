import { CastorError, isCastorError } from "@/lib/model/problem";
import { answeredWith, refusedWith } from "@/lib/wire";

/** Refusals come as a JSON string, or as `{code, message}` where the request has the wrong form. */
function sentenceOf(said: string): string {
  try {
    const value = JSON.parse(said) as unknown;
    if (typeof value === "string") return value;
    const { message } = value as { message?: unknown };
    if (typeof message === "string") return message;
  } catch {
    // It was plain text, or longer than the wire keeps.
  }
  return said.replace(/^"/, "");
}

/** Lets Alertmanager itself say why it does not take something: its own sentence is more use than Castor's. */
export async function inItsWords<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isCastorError(error)) throw error;
    const [status, said] = [answeredWith(error), refusedWith(error)];
    // 0.25 calls a silence that it does not have an error of its own.
    if (status === 500 && /\bnot found\b/.test(said ?? "")) throw new CastorError("not-found", `${name} has no such silence.`, { detail: said ?? "" });
    if ((status !== 400 && status !== 422) || said === undefined) throw error;
    throw new CastorError("invalid", `${name} refuses it: ${sentenceOf(said).trim().replace(/\.$/, "")}.`, { ...(error.detail === undefined ? {} : { detail: error.detail }) });
  }
}
