import { identityId } from "../parityEstate";

/** The call that a cmdlet makes on the resource: its method, API version and the identity in the body. */
export interface CmdletCall {
  readonly method: "PATCH" | "PUT";
  readonly apiVersion: string;
  readonly identity: object;
}

/** Update-AzVmss without a model object sends a PATCH (BuildPatchObject); every other of these cmdlets sends the whole resource. */
const CALLS: readonly { readonly cmdlet: RegExp; readonly method: "PATCH" | "PUT"; readonly apiVersion: string }[] = [
  { cmdlet: /^Update-AzVmss /i, method: "PATCH", apiVersion: "2024-07-01" },
  { cmdlet: /^Update-AzVM /i, method: "PUT", apiVersion: "2024-07-01" },
  { cmdlet: /^\$\w+ = New-Az(?:VM|Vmss)Config /i, method: "PUT", apiVersion: "2024-07-01" },
  // The module of late 2017 and its array of ids.
  { cmdlet: /^Update-AzureRmVmss /i, method: "PATCH", apiVersion: "2017-12-01" },
  { cmdlet: /^\$\w+ = New-AzureRmVmssConfig /i, method: "PUT", apiVersion: "2017-12-01" },
];

/**
 * Works the call out of an article's line, by what the cmdlet's source does with `-IdentityType` and `-IdentityId`: the type as given, and every id as
 * a member. The placeholders of ids stand for ID1, ID2 and so on, in their order.
 * @throws Error for a line that is no such cmdlet.
 */
export function cmdletCall(line: string): CmdletCall {
  const call = CALLS.find(({ cmdlet }) => cmdlet.test(line));
  const type = /-IdentityType "?(None|SystemAssigned|UserAssigned)\b/i.exec(line)?.[1];
  if (call === undefined || type === undefined) {
    throw new Error(`no call is known for ${line}`);
  }
  const list = /-IdentityID (.+)$/i.exec(line)?.[1]?.split('","') ?? [];
  const ids = list.map((_, index) => identityId(`ID${index + 1}`));
  const members =
    call.apiVersion < "2018-06-01"
      ? { identityIds: ids }
      : { userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])) };
  return { method: call.method, apiVersion: call.apiVersion, identity: { type, ...(ids.length > 0 ? members : {}) } };
}
