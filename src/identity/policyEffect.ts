import type { ComputeResourceKind } from "./computeResourceType";
import type { Hazard } from "./hazard";
import type { IdentityDifference } from "./identityState";
import { isPolicyIdentity } from "./policyIdentity";
import { parseResourceId, resourceIdKey } from "./resourceId";

/** A policy assigned at or above a resource. Ids are as the service spells them. */
export interface AssignedPolicy {
  /** What its author calls it, or else its name. */
  readonly name: string;
  readonly isEnforced: boolean;
  /** Scopes that are left out of it. */
  readonly notScopes: readonly string[];
  /** The definitions that it assigns: its own, or those of its initiative. */
  readonly definitionIds: readonly string[];
  /** The user-assigned identity that its parameters name; undefined where they name none. */
  readonly identity: { readonly id: string } | { readonly name: string; readonly resourceGroup: string } | undefined;
}

interface Effect {
  readonly sets: "systemAssigned" | "userAssigned";
  readonly on: readonly ComputeResourceKind[];
}

/** Microsoft's own definitions that set identities (docs/azure-behaviour.md#azure-policy). */
const EFFECTS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ["d367bd60-64ca-4364-98ea-276775bddd94", { sets: "userAssigned", on: ["virtualMachine"] }],
  ["09963c90-6ee7-4215-8d26-1cc660a1682f", { sets: "userAssigned", on: ["virtualMachine"] }],
  ["f40c7c00-b4e3-4068-a315-5fe81347a904", { sets: "userAssigned", on: ["virtualMachine"] }],
  ["516187d4-ef64-4a1b-ad6b-a7348502976c", { sets: "userAssigned", on: ["scaleSet"] }],
  ["3cf2ab00-13f1-4d0c-8971-2ac904541a7e", { sets: "systemAssigned", on: ["virtualMachine"] }],
  ["497dff13-db2a-4c0f-8603-28fa3b331ab6", { sets: "systemAssigned", on: ["virtualMachine"] }],
  ["17b3de92-f710-4cf4-aa55-0e7859f1ed7b", { sets: "systemAssigned", on: ["virtualMachine"] }],
]);

const BUILT_IN = "/providers/microsoft.authorization/policydefinitions/";

/** What a policy does to the identities of resources of a kind: a custom definition of the same name is another one. */
function effectsOn({ definitionIds }: AssignedPolicy, kind: ComputeResourceKind): ReadonlySet<Effect["sets"]> {
  const effects = definitionIds.flatMap((id) => {
    const key = resourceIdKey(id);
    const effect = key.startsWith(BUILT_IN) ? EFFECTS.get(key.slice(BUILT_IN.length)) : undefined;
    return effect?.on.includes(kind) === true ? [effect.sets] : [];
  });
  return new Set(effects);
}

function appliesTo({ isEnforced, notScopes }: AssignedPolicy, resourceId: string): boolean {
  const key = `${resourceIdKey(resourceId)}/`;
  return isEnforced && !notScopes.some((scope) => key.startsWith(`${resourceIdKey(scope)}/`));
}

function isIdentityOf({ identity }: AssignedPolicy, id: string): boolean {
  if (identity === undefined) {
    return isPolicyIdentity(id);
  }
  if ("id" in identity) {
    return resourceIdKey(identity.id) === resourceIdKey(id);
  }
  const parsed = parseResourceId(id);
  return (
    parsed?.names.at(-1)?.toLowerCase() === identity.name.toLowerCase() &&
    parsed.resourceGroup.toLowerCase() === identity.resourceGroup.toLowerCase()
  );
}

/** What the policies in force at a resource would do to a change of its identities. */
export function policyHazards(
  difference: IdentityDifference,
  resource: { readonly id: string; readonly kind: ComputeResourceKind },
  policies: readonly AssignedPolicy[],
): readonly Hazard[] {
  return policies
    .filter((policy) => appliesTo(policy, resource.id))
    .flatMap((policy) => hazardsOfPolicy(difference, policy, effectsOn(policy, resource.kind)));
}

function hazardsOfPolicy(
  { systemAssigned, assigned, removed }: IdentityDifference,
  policy: AssignedPolicy,
  effects: ReadonlySet<Effect["sets"]>,
): Hazard[] {
  const hazards: Hazard[] = [];
  const common = { level: "warning", policy: policy.name } as const;
  if (systemAssigned === "disabled" && effects.has("systemAssigned")) {
    hazards.push({ kind: "policyPutsBack", ...common, identity: { kind: "systemAssigned" } });
  }
  if (effects.has("userAssigned")) {
    for (const { id } of removed.filter((identity) => isIdentityOf(policy, identity.id))) {
      hazards.push({ kind: "policyPutsBack", ...common, identity: { kind: "userAssigned", id } });
    }
    if (systemAssigned === "enabled" || assigned.length > 0) {
      hazards.push({ kind: "policyMayTakeAway", level: "note", policy: policy.name });
    }
  }
  return hazards;
}
