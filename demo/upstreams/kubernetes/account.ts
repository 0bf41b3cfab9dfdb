/** Who asks, as the API server knows them. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** The account that Castor itself uses in every cluster: sees nodes and exporters, and may speak for people. */
export const castorAccount: User = {
  name: "system:serviceaccount:castor:castor",
  groups: ["system:serviceaccounts", "system:serviceaccounts:castor", "system:authenticated"],
};
