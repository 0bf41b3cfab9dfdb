import { timingSafeEqual, createHash } from "node:crypto";
import type { RequestListener } from "node:http";
import { accounts, password, subjectOf, type Account } from "../../accounts";
import { answerJson, listenWith, readBody, Refusal, type Exchange } from "../../exchange";
import { answerPage } from "../../page";
import type { IdentityKeys } from "./keys";
import { endProviderSession } from "./logout";
import { createMemory } from "./memory";
import { accountPage, problemPage, signInPage } from "./pages";
import { accountOf, createProvider, realm, type IdentityClient } from "./provider";

export { generateIdentityKeys, type IdentityKeys } from "./keys";
export { realm, tokenLife, type IdentityClient } from "./provider";

/** The demo's identity provider. */
export interface Identity {
  readonly listener: RequestListener;
  /** Ends every session of an account and tells the portal over the back channel; answers how many there were. */
  endSessions(username: string): Promise<number>;
}

/**
 * An OpenID provider that looks like a Keycloak realm from outside. The issuer is fixed before
 * it listens, because tokens carry it: `http://localhost:<port>/realms/castor`.
 */
export async function createIdentity({ issuer, client, keys }: { issuer: string; client: IdentityClient; keys: IdentityKeys }): Promise<Identity> {
  const memory = createMemory();
  const provider = await createProvider(issuer, client, keys, memory);
  const answerProtocol = provider.callback();
  // A sign-in may have begun at a tool's hostname below the portal's, and the form's redirects lead back there.
  const formTargets = client.publicUrls.map((url) => new URL(url)).flatMap(({ origin, protocol, host }) => [origin, `${protocol}//*.${host}`]);
  const own = `${new URL(issuer).origin}${realm}`;

  const signIn = async ({ req, res, method }: Exchange) => {
    const interaction = await provider.interactionDetails(req, res).catch(() => {
      throw new Refusal(400, "This sign-in has expired or was begun in another browser.");
    });
    const hint = interaction.params["login_hint"];
    if (method !== "POST") return answerPage(res, signInPage({ wrong: false, formTargets, ...(typeof hint === "string" ? { username: hint } : {}) }));
    const form = new URLSearchParams(await readBody(req, 10_000));
    const username = form.get("username")?.trim() ?? "";
    const account = authenticate(username, form.get("password") ?? "");
    if (account === undefined) return answerPage(res, signInPage({ wrong: true, username, formTargets }));
    await provider.interactionFinished(req, res, { login: { accountId: subjectOf(account) } }, { mergeWithLastSubmission: false });
  };

  const showAccount = async ({ req, res }: Exchange) => {
    const session = await provider.Session.get(provider.createContext(req, res));
    answerPage(res, accountPage(accountOf(session.accountId), `${own}/protocol/openid-connect/logout`));
  };

  return {
    listener: listenWith(async (exchange) => {
      const { req, res, path } = exchange;
      if (/^\/health(\/(ready|live|started))?$/.test(path)) return answerJson(res, { status: "UP", checks: [] });
      if (path === "/" || path === realm + "/account/" || path === realm + "/account") return showAccount(exchange);
      if (path === realm) return answerJson(res, { realm: "castor", "token-service": `${own}/protocol/openid-connect`, "account-service": `${own}/account` });
      if (path.startsWith(`${realm}/sign-in/`)) return signIn(exchange);
      if (!path.startsWith(`${realm}/`)) throw new Refusal(404, "there is no such realm");
      Object.assign(req, { originalUrl: req.url, url: (req.url ?? "").slice(realm.length) });
      await answerProtocol(req, res);
    }, ({ res }, { status, message }) => answerPage(res, problemPage(message, status, client.publicUrls[0]))),
    async endSessions(username) {
      const account = accounts.find((one) => one.username === username);
      const ids = account === undefined ? [] : memory.sessionsOf(subjectOf(account));
      for (const id of ids) {
        const session = await provider.Session.find(id);
        if (session !== undefined) await endProviderSession(provider, session);
      }
      return ids.length;
    },
  };
}

/** The account whose username and password these are; takes as long for a wrong one as for a right one. */
function authenticate(username: string, tried: string): Account | undefined {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const right = timingSafeEqual(digest(tried), digest(password));
  const account = accounts.find((one) => one.username === username);
  return right ? account : undefined;
}
