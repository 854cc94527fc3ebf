import { roleAssignmentType } from "./authorization/rights";
import { objectIdOf } from "./directory";
import { type Estate } from "./estate/estate";
import { guidFrom } from "./guid";
import { idKey } from "./resourceId";
import { readIdentity } from "./storedIdentity";
import { type Store } from "./store";

const owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

/** Fills the store with an estate; the first application becomes Owner of every subscription. */
export function seedStore(store: Store, estate: Estate): void {
  for (const { id, ...body } of estate.resources) {
    const stored = store.put(id, structuredClone(body));
    for (const [identity, value] of readIdentity(body["identity"]).userAssigned) {
      const { principalId, clientId } = value;
      if (typeof principalId === "string" && typeof clientId === "string") {
        stored.resolved.set(idKey(identity), { principalId, clientId });
      }
    }
  }
  const application = estate.applications[0];
  for (const { subscriptionId, tenantId } of application === undefined ? [] : estate.subscriptions) {
    const scope = `/subscriptions/${subscriptionId}`;
    const name = guidFrom(`owner of ${subscriptionId}`);
    const principalId = objectIdOf(application ?? { clientId: "" }, tenantId);
    const id = `${scope}/providers/${roleAssignmentType}/${name}`;
    store.put(id, {
      properties: {
        roleDefinitionId: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${owner}`,
        principalId,
        principalType: "ServicePrincipal",
        scope,
        condition: null,
        conditionVersion: null,
        createdOn: "2024-02-01T09:00:00.0000000Z",
        updatedOn: "2024-02-01T09:00:00.0000000Z",
        createdBy: null,
        updatedBy: null,
        delegatedManagedIdentityResourceId: null,
        description: null,
      },
      id,
      type: roleAssignmentType,
      name,
    });
  }
}
