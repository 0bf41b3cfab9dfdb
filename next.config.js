/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Behind /clusters/<cluster>/tools/<tool> stands the tool's own path, in which a slash at the end means something.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ["@electric-sql/pglite", "@kubernetes/client-node", "pg", "pino", "undici"],
  // Lint and types are `npm run check`; the build does not repeat them.
  typescript: { ignoreBuildErrors: true },
};
