import type { ComputeResourceKind } from "../identity/computeResourceType";
import type { Hazard } from "../identity/hazard";

/**
 * The sentences that a rendered text carries as comments. The caller makes them in the user's language; line breaks in
 * them become spaces.
 */
export interface RenderWords {
  /** What a user must know before running the text. */
  hazard(hazard: Hazard): string;
  /** The resource already is as wanted. */
  nothingToDo(resourceName: string): string;
  /** Azure would refuse: the hazards, which stand before it, say why. */
  blocked(resourceName: string): string;
  /** A bearer token has to be filled in; the line after it shows how to get one. */
  accessToken: string;
  /** Why this is one PATCH and not the usual command: removing and adding happen at once, so nothing is missing in between. */
  onePatch: string;
  /** Why this is one PATCH and not the usual command: on a Flexible scale set the CLI may fail after it has made the change. */
  flexibleNeedsPatch: string;
  /** The Azure CLI may ask to update the instances; the identity lives on the scale set, so that is not needed for it. */
  ignoreUpgradeHint: string;
  /** Update-AzVM replaces the whole list, so the script reads what is there first and keeps it. */
  readsFirst: string;
  /** A deployment replaces the whole list: an identity that is not in the block is removed. */
  wholeList: string;
  /** Terraform owns the list: whatever it does not name, also what a policy has assigned, goes with the next apply. */
  terraformOwnsList: string;
  /** Older versions of the Terraform provider do not know `isolation_scope`. */
  isolationScopeNeedsProvider: string;
  /** No identity is left: the block has to be left out. */
  leaveBlockOut: string;
  /** The API version's shape cannot hold the planned identities. */
  cannotHold(apiVersion: string): string;
  /** This language declares resources and their identity blocks; the rest is a command. */
  onlyAsCommand: string;
  /** What is declared goes into this resource group, which does not exist yet. */
  createGroupFirst(resourceGroup: string): string;
  /** What a policy is called that assigns these identities. */
  policyTitle(kind: ComputeResourceKind, identities: readonly string[]): string;
  /** A policy holds for every resource of its kind in these groups of the subscription that the template is for, and for later ones. */
  policyScope(subscriptionId: string, resourceGroups: readonly string[]): string;
  /** Which roles the identity of the policy's assignment needs, and where. The ids are of the identities that it assigns. */
  policyRoles(identityIds: readonly string[]): string;
  /** A policy and somebody else who write one resource at the same time can undo each other. */
  policyRaces: string;
  /** A policy only assigns user-assigned identities: the rest is left out. */
  policyOnlyAssigns: string;
  /** The resources are of several subscriptions: a template is for one. */
  policyOneSubscription: string;
  /** The template is for this resource group, which it does not name itself. */
  deployTo(resourceGroup: string): string;
}
