import fc from "fast-check";
import { type IdentityChange } from "../../../src/identity/identityChange";
import { type IdentityState } from "../../../src/identity/identityState";
import { formatResourceId } from "../../../src/identity/resourceId";

/** A user-assigned identity's id. */
export function identityId(name: string, resourceGroup = "rg-identities"): string {
  const subscription = "11111111-1111-1111-1111-111111111111";
  return formatResourceId(subscription, resourceGroup, "Microsoft.ManagedIdentity/userAssignedIdentities", name);
}

/** A state from short words: whether system-assigned is on, and the names of the user-assigned identities. */
export function state(systemAssigned: boolean, ...names: string[]): IdentityState {
  return {
    systemAssigned: systemAssigned ? { principalId: "sa-principal", tenantId: "tenant" } : undefined,
    userAssigned: names.map((name) => ({ id: identityId(name), principalId: `${name}-p`, clientId: `${name}-c` })),
  };
}

function recase(text: string, mask: number): string {
  return text.replace(/./g, (letter, index: number) => ((mask >> (index % 30)) & 1 ? letter.toUpperCase() : letter));
}

const names = ["app", "web", "data", "Ops", "audit"];
const anyId = fc
  .tuple(fc.constantFrom(...names), fc.nat(2 ** 30))
  .map(([name, mask]) => recase(identityId(name), mask));

/** Random states over a handful of identities, in random casing. */
export const anyState: fc.Arbitrary<IdentityState> = fc
  .tuple(fc.boolean(), fc.uniqueArray(anyId, { selector: (id) => id.toLowerCase(), maxLength: names.length }))
  .map(([on, ids]) => ({
    systemAssigned: on ? { principalId: "sa-principal", tenantId: "tenant" } : undefined,
    userAssigned: ids.map((id) => ({ id, principalId: `p${id.length}`, clientId: `c${id.length}` })),
  }));

const anyIds = fc.array(anyId, { maxLength: 4 });

const anySimpleChange: fc.Arbitrary<IdentityChange> = fc.oneof(
  fc.constantFrom<IdentityChange>(
    { kind: "enableSystemAssigned" },
    { kind: "disableSystemAssigned" },
    { kind: "removeAllUserAssigned" },
    { kind: "removeAll" },
  ),
  anyIds.map((ids): IdentityChange => ({ kind: "assignUserAssigned", ids })),
  anyIds.map((ids): IdentityChange => ({ kind: "removeUserAssigned", ids })),
  anyState.map((wanted): IdentityChange => ({ kind: "setTo", state: wanted })),
);

/** Random changes of every kind. */
export const anyChange: fc.Arbitrary<IdentityChange> = fc.oneof(
  { weight: 4, arbitrary: anySimpleChange },
  {
    weight: 1,
    arbitrary: fc
      .array(anySimpleChange, { maxLength: 4 })
      .map((changes): IdentityChange => ({ kind: "several", changes })),
  },
);
