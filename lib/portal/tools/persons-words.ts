import { CastorError, isCastorError } from "@/lib/model";

/** Asks a tool in a person's name: what it refuses is then refused to the person, not to Castor's credentials. */
export async function inPersonsWords<T>(name: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isCastorError(error) || !/^HTTP 40[13] /.test(error.detail ?? "")) throw error;
    const sentence = error.code === "unauthorized" ? `${name} does not know you by what Castor tells it.` : `${name} does not let you see this.`;
    throw new CastorError("forbidden", sentence, { ...(error.detail === undefined ? {} : { detail: error.detail }), cause: error });
  }
}
