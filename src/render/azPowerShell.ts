import { parseResourceId, type ResourceId } from "../identity/resourceId";
import { azPowerShellChange, restLines } from "./azPowerShellChange";
import { changeComments, isRunnable } from "./changeComments";
import { commentLines } from "./comment";
import { grouped } from "./grouped";
import { newIdentityPlace } from "./newIdentityPlace";
import type {
  NewResourceGroup,
  NewRoleAssignment,
  NewUserAssignedIdentity,
  Operation,
  PlannedChange,
} from "./operation";
import { quotePowerShell } from "./powerShellQuote";
import { powerShellLoop } from "./powerShellScript";
import { RenderError } from "./renderError";
import type { RenderOptions } from "./renderOptions";
import { restRequest } from "./restRequest";

function parsed(id: string): ResourceId {
  const parsedId = parseResourceId(id);
  if (parsedId === undefined) {
    throw new RenderError("notAResourceId", id);
  }
  return parsedId;
}

/** The cmdlets work in the subscription of the current context. */
function selectSubscription({ subscriptionId }: Pick<ResourceId, "subscriptionId">): string {
  return `Set-AzContext -Subscription ${quotePowerShell(subscriptionId)} | Out-Null`;
}

function groupLines({ subscriptionId, name, location }: NewResourceGroup): string[] {
  return [
    selectSubscription({ subscriptionId }),
    `New-AzResourceGroup -Name ${quotePowerShell(name)} -Location ${quotePowerShell(location)}`,
  ];
}

function createLines(operation: NewUserAssignedIdentity, options: RenderOptions): string[] {
  const place = newIdentityPlace(operation);
  // Whether the cmdlet knows the isolation scope depends on its version (unverified); without one it is `None`.
  if (operation.isolationScope === "Regional") {
    return restLines(restRequest(operation, options.apiVersion));
  }
  const tags = Object.entries(operation.tags).map((tag) => tag.map(quotePowerShell).join(" = "));
  const words = [
    `New-AzUserAssignedIdentity -ResourceGroupName ${quotePowerShell(place.resourceGroup)}`,
    `-Name ${quotePowerShell(place.name)} -Location ${quotePowerShell(operation.location)}`,
    ...(tags.length > 0 ? [`-Tag @{ ${tags.join("; ")} }`] : []),
  ];
  return [selectSubscription(place), words.join(" ")];
}

function roleLines({ principalId, roleDefinitionId, scope }: NewRoleAssignment): string[] {
  const role = roleDefinitionId.split("/").at(-1) ?? "";
  return [
    [
      `New-AzRoleAssignment -ObjectId ${quotePowerShell(principalId)} -ObjectType ServicePrincipal`,
      `-RoleDefinitionId ${quotePowerShell(role)} -Scope ${quotePowerShell(scope)}`,
    ].join(" "),
  ];
}

function changeLines(changes: readonly PlannedChange[], options: RenderOptions): string[] {
  const entries = changes.filter(isRunnable).map((change) => {
    const { target, comment, lines } = azPowerShellChange(change, options);
    return { target, comment, lines: [selectSubscription(parsed(change.resourceId)), lines] as const };
  });
  const comments = [
    ...changes.flatMap((change) => changeComments(change, options.words)),
    ...entries.flatMap(({ comment }) => comment ?? []),
  ];
  const groups = grouped(entries, ({ lines }) => JSON.stringify(lines)).flatMap((group) => {
    const targets = group.map(({ target }) => target);
    return group
      .slice(0, 1)
      .flatMap(({ target, lines: [select, lines] }) => [
        select,
        ...(targets.length === 1 ? [`$target = ${target}`, ...lines] : powerShellLoop("target", targets, lines)),
      ]);
  });
  return [...commentLines("#", comments), ...groups];
}

/** The operations as a script of Az PowerShell. Changes that need the same lines become one loop over their resources. */
export function renderAzPowerShell(operations: readonly Operation[], options: RenderOptions): string {
  const lines = grouped(operations, (operation) => operation.kind).flatMap((group) => [
    ...changeLines(
      group.filter((operation) => operation.kind === "changeIdentities"),
      options,
    ),
    ...group.flatMap((operation) => {
      switch (operation.kind) {
        case "createResourceGroup":
          return groupLines(operation);
        case "createUserAssignedIdentity":
          return createLines(operation, options);
        case "assignRole":
          return roleLines(operation);
        case "changeIdentities":
          return [];
      }
    }),
  ]);
  return lines.join("\n");
}
