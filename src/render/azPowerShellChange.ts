import { parseResourceId } from "../identity/resourceId";
import type { PlannedChange } from "./operation";
import { quotePowerShell } from "./powerShellQuote";
import { powerShellList } from "./powerShellScript";
import { RenderError } from "./renderError";
import type { RenderOptions } from "./renderOptions";
import { requestUrl, type RestRequest, restRequest } from "./restRequest";

/** The lines that change one resource. `target` is the value of `$target` in them. */
export interface AzPowerShellForm {
  readonly target: string;
  readonly comment: string | undefined;
  readonly lines: readonly string[];
}

/** `@{...}` with the parameters that name a resource to the cmdlets. */
function namedTarget(resourceId: string): string {
  const id = parseResourceId(resourceId);
  const name = id?.names.at(-1);
  if (id === undefined || name === undefined) {
    throw new RenderError("notAResourceId", resourceId);
  }
  return `@{ ResourceGroupName = ${quotePowerShell(id.resourceGroup)}; Name = ${quotePowerShell(name)} }`;
}

function assignList(variable: string, ids: readonly { readonly id: string }[]): string[] {
  const [first = "@()", ...rest] = ids.length === 0 ? [] : powerShellList(ids.map(({ id }) => id));
  return [`$${variable} = ${first}`, ...rest];
}

const SYSTEM_ASSIGNED = {
  unchanged: "\"$($resource.Identity.Type)\" -like 'SystemAssigned*'",
  enabled: "$true",
  disabled: "$false",
};

/**
 * From what `$resource` carries now to what it shall carry: `$ids`, `$systemAssigned` and `$identity`, the parameters of the cmdlet. PowerShell
 * compares texts without regard to case, as ids have to be compared.
 */
function mergeLines({ plan }: PlannedChange): string[] {
  const { systemAssigned, assigned, removed } = plan.difference;
  return [
    ...assignList("assign", assigned),
    ...assignList("remove", removed),
    "$present = @($resource.Identity.UserAssignedIdentities.Keys | Where-Object { $_ })",
    "$ids = @($present | Where-Object { $_ -notin $remove }) + @($assign | Where-Object { $_ -notin $present })",
    `$systemAssigned = ${SYSTEM_ASSIGNED[systemAssigned]}`,
    "$identity = @{ IdentityType = 'None' }",
    "if ($systemAssigned) { $identity.IdentityType = 'SystemAssigned' }",
    "if ($ids) { $identity.IdentityType = 'UserAssigned' }",
    "if ($ids -and $systemAssigned) { $identity.IdentityType = 'SystemAssignedUserAssigned' }",
  ];
}

/** Update-AzVM sends a PUT of the whole machine (its source, UpdateAzureVMCommand): the list has to be whole. */
function virtualMachineForm(change: PlannedChange, options: RenderOptions): AzPowerShellForm {
  return {
    target: namedTarget(change.resourceId),
    comment: options.words.readsFirst,
    lines: [
      "$resource = Get-AzVM @target",
      ...mergeLines(change),
      "if ($ids) { $identity.IdentityId = $ids }",
      "Update-AzVM -ResourceGroupName $target.ResourceGroupName -VM $resource @identity",
    ],
  };
}

/** Update-AzVmss sends a PATCH (its source, BuildPatchObject): what it does not name stays, so only the new ids are named. */
function scaleSetForm(change: PlannedChange): AzPowerShellForm {
  return {
    target: namedTarget(change.resourceId),
    comment: undefined,
    lines: [
      "$resource = Get-AzVmss -ResourceGroupName $target.ResourceGroupName -VMScaleSetName $target.Name",
      ...mergeLines(change),
      "if ($assign) { $identity.IdentityId = $assign }",
      "Update-AzVmss -ResourceGroupName $target.ResourceGroupName -VMScaleSetName $target.Name @identity",
    ],
  };
}

/** Update-AzVmss cannot send the `null` that takes one id from a scale set. */
function patchForm(change: PlannedChange, options: RenderOptions): AzPowerShellForm {
  const request = restRequest(change, options.apiVersion);
  return {
    target: quotePowerShell(requestUrl("", request)),
    comment: options.words.onePatch,
    lines: callLines(request, "$target"),
  };
}

function callLines({ method, body }: RestRequest, path: string): readonly string[] {
  return [
    `$response = Invoke-AzRestMethod -Method ${method} -Path ${path} -Payload ${quotePowerShell(JSON.stringify(body))}`,
    // The cmdlet reports a refusal as an answer, not as an error.
    "if ($response.StatusCode -ge 400) { throw $response.Content }",
  ];
}

/** A call of the resource manager where no cmdlet is known to do the same. */
export function restLines(request: RestRequest): string[] {
  return [...callLines(request, quotePowerShell(requestUrl("", request)))];
}

/** How Az PowerShell makes a change. It has no cmdlet that adds or removes one identity. */
export function azPowerShellChange(change: PlannedChange, options: RenderOptions): AzPowerShellForm {
  if (change.resource.kind === "virtualMachine") {
    return virtualMachineForm(change, options);
  }
  return change.plan.difference.removed.length > 0 ? patchForm(change, options) : scaleSetForm(change);
}
