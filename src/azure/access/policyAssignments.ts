import type { AssignedPolicy } from "../../identity/policyEffect";
import type { Subscription } from "../accounts";

/** A policy assignment as it is listed: of one definition, or of an initiative, whose definitions are not in the listing. */
export interface PolicyAssignment extends Omit<AssignedPolicy, "definitionIds"> {
  readonly definitionId: string;
}

/** Reads policies. Every method throws AzureError and nothing else. */
export interface PolicyGateway {
  /** The assignments at a resource or resource group, and above it. */
  listAt(subscription: Subscription, scope: string, signal: AbortSignal): Promise<readonly PolicyAssignment[]>;
  /** The definitions of an initiative. */
  definitionsOf(subscription: Subscription, initiativeId: string, signal: AbortSignal): Promise<readonly string[]>;
}

/** Whether a definition is an initiative: a set of definitions. */
export function isInitiative(definitionId: string): boolean {
  return /\/providers\/microsoft\.authorization\/policysetdefinitions\/[^/]+$/i.test(definitionId);
}
