import type { IdentityShape } from "./apiVersion";
import type { ComputeResourceType } from "./computeResourceType";
import { type DefaultIdentity, defaultIdentity, sameDefaultIdentity } from "./defaultIdentity";
import { type IdentityChange, partsOf } from "./identityChange";
import {
  type ExtensionPurpose,
  type IdentityDependents,
  type IdentityExtension,
  isNeeded,
  type ManagingService,
  type NeededIdentity,
} from "./identityDependents";
import { type FindIdentityLimits, limitAgainst } from "./identityLimits";
import {
  findUserAssigned,
  type IdentityDifference,
  type IdentityState,
  identityDifference,
  samePrincipal,
} from "./identityState";
import { isPolicyIdentity } from "./policyIdentity";
import { isUserAssignedIdentityId, resourceIdKey, sameResourceId } from "./resourceId";

/** `blocker`: the change cannot be made; `danger`: something is lost for good; `warning`: something may break; `note`: good to know. */
export type HazardLevel = "blocker" | "danger" | "warning" | "note";

/** What a user must know before agreeing to a change: a level, and the facts that the words are made of. */
export type Hazard =
  /** Enabling it again makes a new principal; what was granted to the old one is lost (docs/azure-behaviour.md#enabling-again-makes-a-new-principal). */
  | { readonly kind: "systemAssignedIsLost"; readonly level: "danger"; readonly principalId: string | undefined }
  /** The change means a certain system-assigned identity. The resource has another one, which stays. */
  | { readonly kind: "anotherSystemAssigned"; readonly level: "warning" }
  /** The change means a certain system-assigned identity, and whether it is the one that would be lost nobody can tell. */
  | { readonly kind: "perhapsAnotherSystemAssigned"; readonly level: "danger" }
  /** Token requests that name no identity get another one, or fail, after the change (docs/azure-behaviour.md#default-identity). */
  | {
      readonly kind: "defaultIdentityChanges";
      readonly level: "warning" | "note";
      readonly before: DefaultIdentity;
      readonly after: DefaultIdentity;
    }
  /** A Flexible scale set takes user-assigned identities only (docs/azure-behaviour.md#flexible-scale-sets). */
  | { readonly kind: "flexibleTakesUserAssignedOnly"; readonly level: "blocker" }
  /** The API version writes the whole list, or cannot hold what is wanted (docs/azure-behaviour.md#identity-shape-by-api-version). */
  | {
      readonly kind: "legacyApiVersion";
      readonly level: "blocker" | "warning";
      readonly apiVersion: string;
      readonly shape: Exclude<IdentityShape, "dictionary">;
    }
  /** Azure Policy's built-in assignment puts this identity back (docs/azure-behaviour.md#azure-policy). */
  | { readonly kind: "policyWillReassign"; readonly level: "warning"; readonly id: string }
  /**
   * An identity of this name was deleted and created again, and the resource has the earlier one. Assigning changes nothing of that: it
   * keeps the old ids until it is removed and assigned (docs/azure-behaviour.md#a-deleted-identity-leaves-references).
   */
  | { readonly kind: "earlierIdentityStays"; readonly level: "warning"; readonly id: string }
  /** A policy that is in force at the resource undoes the change (docs/azure-behaviour.md#azure-policy). */
  | {
      readonly kind: "policyPutsBack";
      readonly level: "warning";
      readonly policy: string;
      readonly identity: { readonly kind: "systemAssigned" } | { readonly kind: "userAssigned"; readonly id: string };
    }
  /** A policy writes the whole identity after reading it, so that a change in between is lost (docs/azure-behaviour.md#parallel-writers-lose-assignments). */
  | { readonly kind: "policyMayTakeAway"; readonly level: "note"; readonly policy: string }
  /** Another service makes the machine, and may set its identities again (docs/azure-behaviour.md#machines-of-a-service). */
  | {
      readonly kind: "managedByService";
      readonly level: "warning";
      readonly service: ManagingService;
      readonly ownerId: string | undefined;
    }
  /** Disk encryption reads its key with this identity (docs/azure-behaviour.md#encryption-identity). */
  | { readonly kind: "encryptionNeedsIdentity"; readonly level: "warning"; readonly id: string }
  /** An extension takes its tokens for an identity that goes (docs/azure-behaviour.md#extensions-that-use-an-identity). */
  | {
      readonly kind: "extensionNeedsIdentity";
      readonly level: "warning";
      readonly extension: string;
      readonly purpose: ExtensionPurpose;
      readonly needs: NeededIdentity["kind"];
    }
  /** The identity can be used in its own region only (docs/azure-behaviour.md#isolation-scope). */
  | { readonly kind: "otherRegion"; readonly level: "blocker"; readonly id: string; readonly region: string }
  /** The identity can be used by resources of other providers only (docs/azure-behaviour.md#assignment-restrictions). */
  | { readonly kind: "otherProviders"; readonly level: "blocker"; readonly id: string }
  /** An id that is to be assigned does not name a user-assigned identity. */
  | { readonly kind: "notAUserAssignedIdentity"; readonly level: "blocker"; readonly id: string };

/** The facts that hazards are found from. */
export interface HazardFacts {
  readonly change: IdentityChange;
  readonly before: IdentityState;
  readonly after: IdentityState;
  readonly resource: ComputeResourceType;
  readonly apiVersion: { readonly text: string; readonly shape: IdentityShape } | undefined;
  /** Of the identities that the resource has, those that have been created again since under their names. */
  readonly earlier: readonly string[];
  /** Undefined where it is not known. */
  readonly dependents: IdentityDependents | undefined;
  /** Undefined where it is not known. */
  readonly location: string | undefined;
  readonly limitsOf: FindIdentityLimits;
}

const LEVELS: readonly HazardLevel[] = ["blocker", "danger", "warning", "note"];

function defaultIdentityHazards({ before, after }: HazardFacts): Hazard[] {
  const [was, is] = [defaultIdentity(before), defaultIdentity(after)];
  if (was.kind === "none" || sameDefaultIdentity(was, is)) {
    return [];
  }
  // Callers that had to name one keep working when a default appears; those that relied on one do not.
  const level = was.kind === "mustBeNamed" ? "note" : "warning";
  return [{ kind: "defaultIdentityChanges", level, before: was, after: is }];
}

function apiVersionHazards({ after, apiVersion }: HazardFacts): Hazard[] {
  if (apiVersion === undefined || apiVersion.shape === "dictionary") {
    return [];
  }
  const { text, shape } = apiVersion;
  const tooMuch =
    (shape === "none" && (after.systemAssigned !== undefined || after.userAssigned.length > 0)) ||
    (shape === "systemAssignedOnly" && after.userAssigned.length > 0);
  if (!tooMuch && shape !== "array") {
    return [];
  }
  return [{ kind: "legacyApiVersion", level: tooMuch ? "blocker" : "warning", apiVersion: text, shape }];
}

function differenceHazards(facts: HazardFacts, difference: IdentityDifference): Hazard[] {
  const hazards: Hazard[] = [];
  if (difference.systemAssigned === "disabled") {
    const principalId = facts.before.systemAssigned?.principalId;
    hazards.push({ kind: "systemAssignedIsLost", level: "danger", principalId });
  }
  for (const { id } of difference.removed.filter((identity) => isPolicyIdentity(identity.id))) {
    hazards.push({ kind: "policyWillReassign", level: "warning", id });
  }
  for (const { id } of difference.assigned.filter((identity) => !isUserAssignedIdentityId(identity.id))) {
    hazards.push({ kind: "notAUserAssignedIdentity", level: "blocker", id });
  }
  return hazards;
}

const TYPES = {
  virtualMachine: "Microsoft.Compute/virtualMachines",
  scaleSet: "Microsoft.Compute/virtualMachineScaleSets",
} as const;

function limitHazards({ resource, location = "", limitsOf }: HazardFacts, { assigned }: IdentityDifference): Hazard[] {
  return assigned.flatMap(({ id }): Hazard[] => {
    const limits = limitsOf(id);
    switch (limits && limitAgainst(limits, { type: TYPES[resource.kind], location })) {
      case "region":
        return [{ kind: "otherRegion", level: "blocker", id, region: limits?.location ?? "" }];
      case "provider":
        return [{ kind: "otherProviders", level: "blocker", id }];
      case undefined:
        return [];
    }
  });
}

function dependentHazards(facts: HazardFacts, difference: IdentityDifference): Hazard[] {
  if (facts.dependents === undefined) {
    return [];
  }
  const { manager, encryptionIdentityId, extensions } = facts.dependents;
  const encrypting = difference.removed.filter(
    ({ id }) => encryptionIdentityId !== undefined && sameResourceId(id, encryptionIdentityId),
  );
  return [
    ...(manager === undefined ? [] : [{ kind: "managedByService", level: "warning", ...manager } as const]),
    ...encrypting.map(({ id }) => ({ kind: "encryptionNeedsIdentity", level: "warning", id }) as const),
    ...extensions
      .filter((extension) => losesIdentity(extension, facts, difference))
      .map(({ name, purpose, needs }): Hazard => {
        return {
          kind: "extensionNeedsIdentity",
          level: "warning",
          extension: name,
          purpose,
          needs: needs.kind,
        };
      }),
  ];
}

function losesIdentity(
  { needs }: IdentityExtension,
  { before, after }: HazardFacts,
  { systemAssigned, removed }: IdentityDifference,
): boolean {
  switch (needs.kind) {
    case "systemAssigned":
      return systemAssigned === "disabled";
    case "userAssigned":
      return removed.some((identity) => isNeeded(needs, identity));
    case "default": {
      const was = defaultIdentity(before);
      return (
        (was.kind === "systemAssigned" || was.kind === "userAssigned") &&
        !sameDefaultIdentity(was, defaultIdentity(after))
      );
    }
  }
}

function otherIdentityHazards({ change, before, after }: HazardFacts): Hazard[] {
  const present = before.systemAssigned;
  const meant = partsOf(change).flatMap((part) =>
    part.kind === "disableSystemAssigned" && part.only !== undefined ? [part.only] : [],
  );
  if (present === undefined || meant.length === 0) {
    return [];
  }
  if (after.systemAssigned !== undefined) {
    return [{ kind: "anotherSystemAssigned", level: "warning" }];
  }
  return meant.some(({ principalId }) => samePrincipal(principalId, present.principalId) === true)
    ? []
    : [{ kind: "perhapsAnotherSystemAssigned", level: "danger" }];
}

function earlierIdentityHazards({ change, after, earlier }: HazardFacts): Hazard[] {
  const assigned = partsOf(change).flatMap((part) => (part.kind === "assignUserAssigned" ? part.ids : []));
  const wanted = new Set(assigned.map(resourceIdKey));
  return earlier
    .filter((id) => wanted.has(resourceIdKey(id)) && findUserAssigned(after, id) !== undefined)
    .map((id) => ({ kind: "earlierIdentityStays", level: "warning", id }));
}

/**
 * Every hazard of a change, the gravest first. A change that changes nothing has none, but that it leaves another identity alone or an
 * earlier one where it is.
 */
export function findHazards(facts: HazardFacts): readonly Hazard[] {
  const difference = identityDifference(facts.before, facts.after);
  const { systemAssigned, assigned, removed } = difference;
  const others = [...otherIdentityHazards(facts), ...earlierIdentityHazards(facts)];
  if (systemAssigned === "unchanged" && assigned.length === 0 && removed.length === 0) {
    return others;
  }
  const hazards: Hazard[] = [
    ...others,
    ...differenceHazards(facts, difference),
    ...limitHazards(facts, difference),
    ...dependentHazards(facts, difference),
    ...defaultIdentityHazards(facts),
    ...apiVersionHazards(facts),
  ];
  const { resource, after } = facts;
  if (resource.kind === "scaleSet" && resource.orchestrationMode === "Flexible" && after.systemAssigned) {
    hazards.push({ kind: "flexibleTakesUserAssignedOnly", level: "blocker" });
  }
  return hazards.sort((left, right) => LEVELS.indexOf(left.level) - LEVELS.indexOf(right.level));
}

/**
 * Whether token requests that name no identity worked before the change and fail after it, because there are several to choose from
 * (docs/azure-behaviour.md#default-identity).
 */
export function losesDefaultIdentity({ before, after }: Pick<HazardFacts, "before" | "after">): boolean {
  return defaultIdentity(before).kind === "userAssigned" && defaultIdentity(after).kind === "mustBeNamed";
}
