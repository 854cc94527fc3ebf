import type { Account, Credential, Tenant } from "../accounts";
import type { Cloud } from "./cloud";
import { isWire, textMember } from "../../identity/wire";
import { apiVersions } from "../apiVersions";
import { connectToArm } from "../http/armConnection";
import { listAll } from "../http/listPages";
import { toAzureError } from "../http/toAzureError";

/**
 * The directories that an account can see, by a credential of its own directory.
 * @throws AzureError
 */
export async function listTenants(
  cloud: Cloud,
  credential: Credential,
  account: Account,
  signal: AbortSignal,
): Promise<readonly Tenant[]> {
  const read = (item: unknown): Tenant | undefined => {
    const tenantId = isWire(item) ? textMember(item, "tenantId") : undefined;
    return isWire(item) && tenantId !== undefined
      ? { tenantId, displayName: textMember(item, "displayName"), account }
      : undefined;
  };
  try {
    const connection = connectToArm({ cloud, credential: () => credential, tenantId: undefined });
    const tenants = await listAll(connection, `/tenants?api-version=${apiVersions.subscriptions}`, signal, read);
    return [...new Map(tenants.reverse().map((tenant) => [tenant.tenantId.toLowerCase(), tenant])).values()].reverse();
  } catch (error) {
    throw toAzureError(error, { tenantId: undefined, signal });
  }
}
