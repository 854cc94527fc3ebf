import { expect, it } from "vitest";
import { usageMap } from "../../../../src/azure/inventory/usageMap";
import { deadReferences } from "../../../../src/features/identities/deadReferenceRepairs";
import { resourceIdKey } from "../../../../src/identity/resourceId";
import { fakeSubscription, identityId, listed, machine } from "../../azure/inventory/inventoryFakes";

const subscription = fakeSubscription(1);
const [gone, alsoGone] = [identityId(subscription, "id-gone"), identityId(subscription, "id-also-gone")];

it("a resource is found once with all of its dead references, and with the subscription that it is in", () => {
  const both = machine(subscription, "vm-both", [gone, alsoGone]);
  const one = machine(subscription, "vm-a", [gone.toUpperCase()]);
  const { uses } = usageMap([listed(subscription, [both, one])]);
  const deps = {
    deadReferences: { dead: [gone, alsoGone] },
    usage: { usesOf: (id: string) => uses.get(resourceIdKey(id)) ?? [] },
  };
  expect(deadReferences(deps, [])).toEqual([
    { subscription, resource: one, deadIds: [gone.toUpperCase()] },
    { subscription, resource: both, deadIds: [gone, alsoGone] },
  ]);
});
