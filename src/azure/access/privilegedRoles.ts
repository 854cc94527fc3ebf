import { type RoleDefinition, roleDefinitionKey } from "./roleAssignments";

/** Built-in roles that can change everything at a scope, or give themselves any access to it: their keys are the same in every tenant. */
const KEYS = [
  { key: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", name: "Owner" },
  { key: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", name: "User Access Administrator" },
  { key: "b24988ac-6180-42a0-ab88-20f7382dd24c", name: "Contributor" },
] as const;

/** Another one, whose key is not recorded anywhere here: it is found by its name. */
const ALSO = "Role Based Access Control Administrator";

/** A role by its key (`roleDefinitionKey`), with what people call it. */
export interface NamedRole {
  readonly key: string;
  readonly name: string;
}

/** The most powerful built-in roles, the gravest first. `listed`: the roles of a subscription, as far as they may be read. */
export function privilegedRoles(listed: readonly RoleDefinition[]): readonly NamedRole[] {
  const also = listed.filter(({ name, kind }) => kind === "builtIn" && name === ALSO);
  return [...KEYS, ...also.map(({ id, name }) => ({ key: roleDefinitionKey(id), name }))];
}
