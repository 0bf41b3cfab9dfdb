import { signIn } from "./0001-sign-in";
import { namedNamespaces } from "./0002-named-namespaces";
import { audit } from "./0003-audit";
import { auditVersion } from "./0004-audit-version";
import { alerts } from "./0005-alerts";
import { savedFilters } from "./0006-saved-filters";
import { signingKeys } from "./0007-signing-keys";

/** One step of the tables' history: never changed once released, only followed by another. */
export interface Migration {
  /** Ordered by name. */
  readonly name: string;
  readonly statements: readonly string[];
}

/** In order. They are part of the program, so that a bundled server needs no folder beside it. */
export const migrations: readonly Migration[] = [signIn, namedNamespaces, audit, auditVersion, alerts, savedFilters, signingKeys];
