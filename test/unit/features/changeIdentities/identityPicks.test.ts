import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Subscription } from "../../../../src/azure/accounts";
import { requireOneTenant } from "../../../../src/features/changeIdentities/changeTargets";
import { assignableIdentities } from "../../../../src/features/changeIdentities/identityPicks";
import { PromptCancelled } from "../../../../src/ui/prompts";
import { fakeSubscription, machine } from "../../azure/inventory/inventoryFakes";
import { fakeInventory } from "../../views/fakeInventory";

const window = vi.hoisted(() => ({ showWarningMessage: vi.fn(() => Promise.resolve(undefined)) }));
vi.mock("vscode", async () => ({ ...(await import("../../views/fakeVscode")), window }));

const own = fakeSubscription(1);
const sibling = fakeSubscription(2);
/** A customer's subscription that Azure Lighthouse shows in the same tenant. */
const customers: Subscription = { ...fakeSubscription(3), ownerTenantId: "customer" };
/** Another of that customer's, seen through the customer's own tenant. */
const customersToo: Subscription = {
  ...fakeSubscription(4),
  tenant: { ...own.tenant, tenantId: "Customer" },
  ownerTenantId: "Customer",
};

const target = (subscription: Subscription) => ({ subscription, resource: machine(subscription, "vm", []) });

beforeEach(() => {
  window.showWarningMessage.mockClear();
});

describe("the identities that a resource is offered", () => {
  async function offered(subscription: Subscription): Promise<string[]> {
    const all = [own, sibling, customers, customersToo];
    const inventory = fakeInventory(all.map((each) => ({ subscription: each, identities: ["id"], machines: [] })));
    const deadReferences = { check: () => Promise.resolve(), stateOn: () => ({ kind: "alive" }) as const };
    return (await assignableIdentities({ inventory, deadReferences }, [target(subscription)])).map(({ group }) =>
      String(group),
    );
  }

  it("are those of its own directory, in all subscriptions", async () => {
    expect(await offered(own)).toEqual(["Subscription 1", "Subscription 2"]);
  });

  it("are the customer's where the subscription is a customer's, whichever tenant it is seen through", async () => {
    expect(await offered(customers)).toEqual(["Subscription 3", "Subscription 4"]);
    expect(await offered(customersToo)).toEqual(["Subscription 3", "Subscription 4"]);
  });
});

describe("resources that are to get the same identities", () => {
  it("may lie in several subscriptions of one directory", () => {
    requireOneTenant([target(own), target(sibling)]);
    requireOneTenant([target(customers), target(customersToo)]);
    expect(window.showWarningMessage).not.toHaveBeenCalled();
  });

  it("may not lie in several directories, though all are seen through one tenant", () => {
    expect(() => {
      requireOneTenant([target(own), target(customers)]);
    }).toThrow(PromptCancelled);
    expect(window.showWarningMessage).toHaveBeenCalledOnce();
  });
});
