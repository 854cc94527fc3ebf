import { type SignIn, type Tenant, tenantKey } from "../accounts";
import type { Cloud } from "../signIn/cloud";
import { type ArmConnection, connectToArm } from "./armConnection";

/** The connections in use: one an account and tenant, so that a token is asked for once, not once a subscription. */
export class ArmConnections {
  private readonly connections = new Map<string, ArmConnection>();

  constructor(
    private readonly cloud: () => Cloud,
    private readonly signIn: SignIn,
  ) {}

  /** @throws AzureError `badSettings` */
  to(tenant: Tenant): ArmConnection {
    const cloud = this.cloud();
    const key = JSON.stringify([cloud, tenantKey(tenant)]);
    const known = this.connections.get(key);
    if (known) {
      return known;
    }
    const connection = connectToArm({
      cloud,
      credential: () => this.signIn.credentialFor(tenant),
      tenantId: tenant.tenantId,
    });
    this.connections.set(key, connection);
    return connection;
  }

  /** The next request asks for a token anew: an account's id, such as the one of the Azure CLI, does not say which user it is. */
  forget(): void {
    this.connections.clear();
  }
}
