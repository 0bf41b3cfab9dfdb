import type { KoaContextWithOIDC } from "oidc-provider";
import { accounts, password, type Account } from "../../accounts";
import { html, renderPage, type Page } from "../../page";

const tool = "Castor demo identity provider";

/** The sign-in form. `wrong` says that the last try failed; `formTargets` are where a right one leads. */
export function signInPage({ wrong, username = "", formTargets }: { wrong: boolean; username?: string; formTargets: readonly string[] }): Page {
  return {
    tool,
    title: "Sign in",
    framing: "same-origin",
    formTargets,
    status: wrong ? 401 : 200,
    body: html`<div class="entry"><div class="card">
<h1>Sign in</h1>
<p class="muted">to Castor</p>
${wrong ? html`<p class="alert" role="alert" id="wrong">The username or the password is wrong. Try again.</p>` : ""}
<form method="post">
<label for="username">Username</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required ${wrong ? html`aria-describedby="wrong"` : ""} value="${username}" ${username === "" ? html`autofocus` : ""}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required ${wrong ? html`aria-describedby="wrong"` : ""} ${username === "" ? "" : html`autofocus`}>
<button type="submit">Sign in</button>
</form></div>
<h2>Accounts of the demo</h2>
<p class="muted">The password of each is <code>${password}</code>.</p>
<dl>${accounts.map((account) => html`<dt><code>${account.username}</code></dt><dd>${account.purpose}</dd>`)}</dl></div>`,
  };
}

/** Who is signed in here, where Keycloak has its account console. */
export function accountPage(account: Account | undefined, signOut: string): Page {
  return {
    tool,
    title: "Your account",
    framing: "same-origin",
    body:
      account === undefined
        ? html`<h1>Nobody is signed in</h1><p>Sign in to Castor first; then this page shows what the realm knows of you.</p>`
        : html`<h1>${account.name}</h1><dl><dt>Username</dt><dd>${account.username}</dd><dt>Email</dt><dd>${account.email}</dd>
<dt>Groups</dt><dd>${account.groups.length === 0 ? "none" : account.groups.join(", ")}</dd></dl><p><a href="${signOut}">Sign out everywhere</a></p>`,
  };
}

/** Asks whether to sign out; `form` is the provider's own, with its protection against forgery. */
export function renderSignOut(ctx: KoaContextWithOIDC, form: string): void {
  render(ctx, {
    tool,
    title: "Sign out",
    framing: "same-origin",
    formTargets: targetsOf(ctx),
    body: html`<div class="entry"><div class="card"><h1>Sign out?</h1><p class="muted">This ends your session here and in Castor.</p>${{ markup: form }}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button></div></div>`,
  });
}

/** Says that the session has ended. */
export function renderSignedOut(ctx: KoaContextWithOIDC): void {
  render(ctx, { tool, title: "Signed out", framing: "same-origin", body: html`<div class="entry"><div class="card"><h1>You are signed out</h1><p class="muted">You can close this page.</p></div></div>` });
}

/** Says what went wrong, and leads back to the portal. */
export function problemPage(message: string, status: number, portal: string): Page {
  return {
    tool,
    title: "This did not work",
    framing: "same-origin",
    status,
    body: html`<div class="entry"><div class="card"><h1>This did not work</h1><p>${message}</p><p><a href="${portal}">Back to Castor</a></p></div></div>`,
  };
}

function targetsOf({ oidc }: KoaContextWithOIDC): readonly string[] {
  return (oidc.client?.postLogoutRedirectUris ?? []).map((uri) => new URL(uri).origin);
}

/** Answers a request of the provider with a page. */
export function render(ctx: KoaContextWithOIDC, page: Page): void {
  const { document, headers } = renderPage(page);
  ctx.status = page.status ?? 200;
  ctx.set({ ...headers });
  ctx.body = document;
}
