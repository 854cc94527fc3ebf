import type { NamedRoleAssignment } from "../../azure/access/roleAssignmentsOfTenant";
import { type CommandTable, lazyCommands } from "../command";
import type { AccessDeps, RemoveAssignmentsDeps } from "./deps";

/** The commands on role assignments and groups. */
export function register(deps: AccessDeps): CommandTable {
  return lazyCommands(deps, {
    grantAccess: async () => (await import("./grantAccess")).grantAccess,
    removeAccess: async () => (await import("./removeAccess")).removeAccess,
    listOrphanedRoleAssignments: async () =>
      (await import("./listOrphanedRoleAssignments")).listOrphanedRoleAssignments,
    showGroups: async () => (await import("./showGroups")).showGroups,
    addToGroup: async () => (await import("./addToGroup")).addToGroup,
  });
}

/** The removal of role assignments for other features: asks first. @returns those that are gone */
export function lazyRemoveAssignments(deps: RemoveAssignmentsDeps) {
  return async (
    assignments: readonly NamedRoleAssignment[],
    question: string,
  ): Promise<readonly NamedRoleAssignment[]> =>
    (await import("./accessRemove")).removeAssignments(deps, assignments, question);
}
