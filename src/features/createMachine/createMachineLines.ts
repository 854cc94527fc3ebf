import * as vscode from "vscode";
import { firstRoleScopeId } from "../../identity/newMachineRights";
import { parseResourceId, resourceName } from "../../identity/resourceId";
import { scopeInWords } from "../../ui/words/access";
import { roleWarning } from "../../ui/words/roles";
import type { MachineOrder } from "./createMachine";

/** The identities that a new machine will have, and the role of the new one: Azure's own prediction tells nothing of a role elsewhere. */
export function identityLines(order: MachineOrder): vscode.QuickPickItem[] {
  const { systemAssigned, userAssigned } = order.machine.identity;
  const none = systemAssigned === undefined && userAssigned.length === 0;
  return [
    ...(none ? [{ label: vscode.l10n.t("$(circle-slash) No identity") }] : []),
    ...(systemAssigned === undefined ? [] : [{ label: vscode.l10n.t("$(shield) System-assigned") }]),
    ...roleLines(order),
    ...userAssigned.map(({ id }) => ({
      label: `$(account) ${resourceName(id)}`,
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
      label: `$(key) ${roleName}`,
      description: scopeInWords(scope, [subscription]),
      ...(warning === undefined ? {} : { detail: warning }),
    },
  ];
}
