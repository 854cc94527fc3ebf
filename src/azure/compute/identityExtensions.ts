import type { ExtensionPurpose, IdentityExtension, NeededIdentity } from "../../identity/identityDependents";
import { isUserAssignedIdentityId } from "../../identity/resourceId";
import { isWire, objectMember, textMember, type Wire } from "../../identity/wire";

/** Publishers and types in small letters (docs/azure-behaviour.md#extensions-that-use-an-identity). */
const PURPOSES: ReadonlyMap<string, ExtensionPurpose> = new Map<string, ExtensionPurpose>([
  ["microsoft.azure.activedirectory/aadsshloginforlinux", "entraSignIn"],
  ["microsoft.azure.activedirectory/aadloginforwindows", "entraSignIn"],
  ["microsoft.guestconfiguration/configurationforlinux", "machineConfiguration"],
  ["microsoft.guestconfiguration/configurationforwindows", "machineConfiguration"],
  ["microsoft.azure.monitor/azuremonitorlinuxagent", "azureMonitor"],
  ["microsoft.azure.monitor/azuremonitorwindowsagent", "azureMonitor"],
  ["microsoft.azure.keyvault/keyvaultforlinux", "keyVault"],
  ["microsoft.azure.keyvault/keyvaultforwindows", "keyVault"],
]);

/** More extensions than any machine has; a bound on what a hostile answer makes us keep. */
const MOST = 100;

/** The extensions among these lists that use an identity of the machine. What cannot be read is left out. */
export function readIdentityExtensions(...lists: readonly unknown[]): readonly IdentityExtension[] {
  return lists
    .flatMap((list): unknown[] => (Array.isArray(list) ? list : []))
    .slice(0, MOST)
    .flatMap(readExtension);
}

function readExtension(wire: unknown): readonly IdentityExtension[] {
  if (!isWire(wire)) {
    return [];
  }
  const properties = objectMember(wire, "properties");
  const type = [textMember(properties, "publisher"), textMember(properties, "type")].join("/").toLowerCase();
  const purpose = PURPOSES.get(type);
  const name = textMember(wire, "name");
  return purpose === undefined || name === undefined
    ? []
    : [{ name, purpose, needs: neededBy(purpose, objectMember(properties, "settings")) }];
}

function neededBy(purpose: ExtensionPurpose, settings: Wire): NeededIdentity {
  switch (purpose) {
    case "entraSignIn":
    case "machineConfiguration":
      return { kind: "systemAssigned" };
    case "azureMonitor": {
      const identity = objectMember(objectMember(settings, "authentication"), "managedIdentity");
      return named(textMember(identity, "identifier-name"), textMember(identity, "identifier-value"));
    }
    case "keyVault":
      return named("client_id", textMember(objectMember(settings, "authenticationSettings"), "msiClientId"));
  }
}

/** The names are those of the Azure Monitor Agent. One that is not known is taken for the default identity. */
function named(name: string | undefined, value: string | undefined): NeededIdentity {
  if (value === undefined) {
    return { kind: "default" };
  }
  switch (name?.toLowerCase()) {
    case "mi_res_id":
      return isUserAssignedIdentityId(value) ? { kind: "userAssigned", by: "id", value } : { kind: "default" };
    case "client_id":
      return { kind: "userAssigned", by: "clientId", value };
    case "object_id":
      return { kind: "userAssigned", by: "principalId", value };
    default:
      return { kind: "default" };
  }
}
