import { readdirSync } from "node:fs";
import importX from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import tseslint from "typescript-eslint";

/** Who may import whom: the table of docs/architecture.md. Whatever is not listed is forbidden. */
const importTable = {
  app: ["components", "lib/portal/index.ts", "lib/model"],
  components: ["lib/model"],
  "lib/portal": ["lib"],
  "lib/tools": ["lib/wire", "lib/model"],
  "lib/hub": ["lib/model"],
  "lib/wire": ["lib/model"],
  "lib/store": ["lib/model"],
  "lib/settings": ["lib/model"],
  "lib/session": ["lib/settings", "lib/store", "lib/wire", "lib/model"],
  "lib/gateway": ["lib/settings", "lib/store", "lib/wire", "lib/model"],
  "lib/model": [],
  "server.ts": ["lib/portal", "lib/model"],
  demo: ["lib/model"],
  bench: ["demo", "components", "lib", "e2e", "scripts"],
  scripts: ["demo", "bench", "e2e"],
  e2e: ["demo", "lib/model"],
};

const tools = readdirSync("lib/tools", { withFileTypes: true }).filter((entry) => entry.isDirectory());

const zones = [
  ...Object.entries(importTable).map(([target, allowed]) => ({
    target: `./${target}`,
    from: ".",
    except: [target, ...allowed, "node_modules"].map((path) => `./${path}`),
    message: `${target} may import only ${["itself", ...allowed].join(", ")}: see docs/architecture.md.`,
  })),
  ...tools.map(({ name }) => ({
    target: `./lib/tools/${name}`,
    from: "./lib/tools",
    except: [`./${name}`, "./tool.ts"],
    message: "A tool never imports another tool: what needs two is a function of the Portal.",
  })),
];

const noClients = [
  { name: "fetch", message: "HTTP clients live in lib/wire, lib/gateway and components/live only." },
  { name: "EventSource", message: "The one stream of a tab lives in components/live." },
];
const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "The environment is read in lib/settings only.",
};
const noDefault = { selector: "ExportDefaultDeclaration", message: "Named exports; default only where Next demands it." };
const noJsx = { selector: "JSXElement, JSXFragment", message: "No JSX in lib." };
const noUseClient = { selector: "ExpressionStatement[directive='use client']", message: "lib runs on the server or on both sides, never as a client module." };
const noClientPackages = ["undici", "node:http", "node:https", "axios", "got", "node-fetch"].map((name) => ({
  name,
  allowTypeImports: true,
  message: "HTTP clients live in lib/wire, lib/gateway and components/live only.",
}));

const kebab = {
  rules: {
    "file-name": {
      meta: { type: "problem", schema: [], messages: { name: "File names are kebab-case: {{name}}" } },
      create: (context) => ({
        Program(node) {
          const name = context.filename.split("/").at(-1) ?? "";
          if (!/^(\[{1,2}(\.\.\.)?[a-z0-9-]+\]{1,2}|[a-z0-9-]+)(\.[a-z0-9-]+)*\.(ts|tsx|js|mjs)$/.test(name)) {
            context.report({ node, messageId: "name", data: { name } });
          }
        },
      }),
    },
  },
};

export default tseslint.config(
  { ignores: ["node_modules", ".next", "dist", ".castor", "shots", "public", "next-env.d.ts", "test-results"] },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ["**/*.{ts,tsx}"] })),
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { "import-x": importX, "react-hooks": reactHooks, castor: kebab },
    settings: {
      "import-x/resolver-next": [createTypeScriptImportResolver({ project: "tsconfig.json" })],
    },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "castor/file-name": "error",
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "max-lines": ["error", { max: 300 }],
      "no-restricted-globals": ["error", ...noClients],
      "no-restricted-imports": "off",
      "@typescript-eslint/no-restricted-imports": ["error", { paths: noClientPackages }],
      "no-restricted-syntax": ["error", noEnvironment, noDefault],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-confusing-void-expression": "off",
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
    },
  },
  {
    files: ["lib/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", noEnvironment, noDefault, noJsx, noUseClient] },
  },
  {
    files: ["{app,components,lib}/**/*.{ts,tsx}"],
    ignores: ["**/*.test.{ts,tsx}"],
    rules: { "no-restricted-properties": ["error", { object: "URL", property: "canParse", message: "Not reliable on Node 20: use readUrl of lib/model." }] },
  },
  {
    files: ["lib/settings/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", noDefault, noJsx, noUseClient] },
  },
  {
    files: ["lib/{wire,gateway}/**/*.ts", "components/live/**/*.{ts,tsx}", "server.ts"],
    rules: { "no-restricted-globals": "off", "@typescript-eslint/no-restricted-imports": "off" },
  },
  {
    // Next demands default exports of pages, layouts and its configuration.
    files: ["app/**/*.{ts,tsx}"],
    rules: { "no-restricted-syntax": ["error", noEnvironment] },
  },
  { files: ["app/**/route.ts"], rules: { "max-lines": ["error", { max: 40 }] } },
  { files: ["app/**/page.tsx"], rules: { "max-lines": ["error", { max: 80 }] } },
  {
    // Simulators, tests, benches and scripts are not the product: they speak HTTP and read the environment.
    files: ["scripts/**/*.ts", "demo/**/*.ts", "bench/**/*.{ts,tsx}", "e2e/**/*.ts", "**/*.test.{ts,tsx}", "*.config.ts", "*.ts"],
    rules: {
      "no-restricted-globals": "off",
      "@typescript-eslint/no-restricted-imports": "off",
      "no-restricted-syntax": "off",
    },
  },
  { files: ["**/*.test.{ts,tsx}"], rules: { "import-x/no-restricted-paths": "off", "@typescript-eslint/unbound-method": "off" } },
);
