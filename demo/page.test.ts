import { describe, expect, it } from "vitest";
import { html, renderPage, table } from "./page";

const attack = `"><script>alert('x')</script>`;

describe("a page of a simulated tool", () => {
  it("escapes whatever is put into it, in text and in attributes", () => {
    const { document } = renderPage({ tool: attack, place: attack, title: attack, nav: [{ title: attack, href: attack }], body: html`<p title="${attack}">${attack}</p>${table(attack, [attack], [[attack]])}` });
    expect(document).not.toContain("<script");
    expect(document).not.toContain("alert('x')");
  });

  it("runs no script but its own, and none where it has none", () => {
    expect(renderPage({ tool: "T", title: "t", body: html`` }).headers["content-security-policy"]).not.toContain("script-src");
    const { document, headers } = renderPage({ tool: "T", title: "t", body: html``, script: "1" });
    const nonce = /script-src 'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1];
    expect(document).toContain(`<script nonce="${nonce}">1</script>`);
  });
});
