import * as vscode from "vscode";
import { firstRoleScopeId } from "../../identity/newMachinePermissions";
import { parseResourceId, resourceName } from "../../identity/resourceId";
import { formatScope } from "../../ui/words/access";
import { roleWarning } from "../../ui/words/roles";
import type { MachineOrder } from "./createMachineAnswers";
import type { Line } from "../../ui/shown/quickPick";

/** The identities that a new machine will have, and the role of the new one: Azure's own prediction tells nothing of a role elsewhere. */
export function identityLines(order: MachineOrder): Line[] {
  const { systemAssigned, userAssigned } = order.machine.identity;
  const none = systemAssigned === undefined && userAssigned.length === 0;
  return [
    ...(none ? [{ icon: "circle-slash", label: vscode.l10n.t("No identity") }] : []),
    ...(systemAssigned === undefined ? [] : [{ icon: "shield", label: vscode.l10n.t("System-assigned") }]),
    ...roleLines(order),
    ...userAssigned.map(({ id }) => ({
      icon: "account",
      label: resourceName(id),
      description: parseResourceId(id)?.resourceGroup ?? "",
    })),
  ];
}

function roleLines({ machine, subscription, resourceGroup, isNewResourceGroup, roleName }: MachineOrder) {
  if (machine.role === undefined || roleName === undefined) {
    return [];
  }
  const { subscriptionId } = subscription;
  const scope = firstRoleScopeId(machine.role.scope, { subscriptionId, resourceGroup, isNewResourceGroup });
  const warning = roleWarning(roleName);
  return [
    {
      icon: "key",
      label: roleName,
      description: formatScope(scope, [subscription]),
      ...(warning === undefined ? {} : { detail: warning }),
    },
  ];
}
