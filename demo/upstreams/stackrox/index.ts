import type { RequestListener } from "node:http";
import { answerJson, listenWith, Refusal, requireBearer, type Exchange } from "../../exchange";
import { answerPage, html, state, table, type Page } from "../../page";
import type { WorldCluster } from "../../world/cluster";
import { imagesOf, type ScannedImage } from "./images";

/** The version that the simulator tells to whoever is signed in. */
const version = "4.8.2";
/** Images with at least this many CVEs violate a policy. */
const tooMany = 150;

/** A simulated StackRox Central that watches one cluster: ping, metadata, images, count of alerts, and a page. */
export function createStackrox({ cluster, place, token, clock }: { cluster: WorldCluster; place: string; token: string; clock: () => number }): RequestListener {
  const images = () => imagesOf(cluster, clock());

  const api = ({ req, res, path, query }: Exchange) => {
    if (path === "/v1/ping") return answerJson(res, { status: "ok" });
    if (path === "/v1/metadata") {
      const known = req.headers.authorization === `Bearer ${token}`;
      return answerJson(res, { version: known ? version : "", buildFlavor: "release", releaseBuild: true, licenseStatus: "VALID" });
    }
    requireBearer(req, token, "credentials not found: no credentials found in request");
    switch (path) {
      case "/v1/auth/status":
        return answerJson(res, { userId: "castor", expires: null, serviceId: null, userInfo: { username: "castor", roles: [{ name: "Analyst" }] } });
      case "/v1/images": {
        const offset = Number(query.get("pagination.offset") ?? 0);
        const limit = Math.min(1000, Number(query.get("pagination.limit") ?? 1000) || 1000);
        return answerJson(res, { images: images().slice(offset, offset + limit) });
      }
      case "/v1/imagescount":
        return answerJson(res, { count: images().length });
      case "/v1/alertscount":
        return answerJson(res, { count: images().filter(({ cves }) => cves >= tooMany).length });
    }
    throw new Refusal(404, "Not Found");
  };

  return listenWith(
    (exchange) => {
      const { res, path } = exchange;
      if (path === "/") return void res.writeHead(302, { location: "/main/dashboard" }).end();
      if (path.startsWith("/main")) return answerPage(res, imagesPage(place, images(), /\/images?\/([^/?]+)/.exec(path)?.[1]));
      api(exchange);
    },
    ({ res }, { status, message }) => answerJson(res, { code: status === 401 ? 16 : 5, message, error: message, details: [] }, status),
  );
}

function imagesPage(place: string, images: readonly ScannedImage[], opened: string | undefined): Page {
  const shown = opened === undefined ? images : images.filter(({ id }) => id === decodeURIComponent(opened));
  return {
    tool: "StackRox",
    place,
    title: "Vulnerabilities",
    nav: [
      { title: "Dashboard", href: "/main/dashboard" },
      { title: "Vulnerabilities", href: "/main/vulnerabilities/workload-cves" },
    ],
    framing: "same-origin",
    body: html`<h1>Images at most risk</h1>
<p class="muted">${images.length} images run in ${place}; ${images.filter(({ cves }) => cves >= tooMany).length} violate the policy “fewer than ${tooMany} CVEs”.</p>
${table(
  "Images",
  ["Risk", "Image", "CVEs", "Fixable", "Components", "Scanned"],
  shown.map((image) => [
    image.priority,
    html`<a href="/main/vulnerabilities/workload-cves/images/${image.id}">${image.name}</a>${image.name.includes("ioc-adaravis-runtime:2024.5.1") ? html`<br><span class="muted">CVE-2024-22190 (gitpython) is important, and affects Windows only</span>` : ""}`,
    image.cves >= tooMany ? state("crit", String(image.cves)) : String(image.cves),
    image.fixableCves,
    image.components,
    image.lastUpdated.slice(0, 16).replace("T", " "),
  ]),
  ["Risk", "CVEs", "Fixable", "Components"],
)}`,
  };
}
