/** A browser without a screen: keeps cookies by host, follows redirects and fills in the sign-in form. */
export class Visitor {
  readonly #cookies = new Map<string, Map<string, string>>();

  async get(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url);
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      const value = pair.slice(at + 1);
      if (value === "" || /max-age=0/i.test(cookie)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), value);
    }
    return response;
  }

  /** Follows redirects to the page at their end. */
  async open(url: string, init: RequestInit = {}): Promise<{ readonly url: string; readonly response: Response }> {
    let at = url;
    let response = await this.get(at, init);
    for (let hops = 0; hops < 12; hops += 1) {
      const location = response.headers.get("location");
      if (location === null) return { url: at, response };
      await response.body?.cancel();
      at = new URL(location, at).href;
      response = await this.get(at);
    }
    throw new Error(`too many redirects from ${url}`);
  }

  async signIn(portal: string, username: string): Promise<void> {
    const form = await this.open(`${portal}/`);
    const page = await form.response.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? form.url;
    const { response } = await this.open(new URL(action, form.url).href, {
      method: "POST",
      body: new URLSearchParams({ username, password: "castor" }),
    });
    await response.body?.cancel();
    const check = await this.get(`${portal}/api/clusters`);
    await check.body?.cancel();
    if (!check.ok) throw new Error(`signing in as ${username} failed: ${check.status}`);
  }
}
