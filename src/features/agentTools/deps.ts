import type * as vscode from "vscode";
import type { DeadReferences } from "../../azure/inventory/deadReferences";
import type { Inventory } from "../../azure/inventory/inventory";
import type { RetiredExtensions } from "../../azure/compute/extensionFindings";
import type { SignIn } from "../../azure/accounts";
import type { Journal } from "../../mutation/journal/journal";
import type { JournalEntry } from "../../mutation/journal/journalEntry";
import type { ErrorLog } from "../../ui/errorBoundary";
import type { PolicyDeps } from "../changeIdentities/policyCheck";
import type { ChangeDeps, ChangeIdentities } from "../changeIdentities/deps";
import type { ImpactDeps } from "../usage/impact";

/** What listing works with. */
export interface ListDeps {
  readonly inventory: Pick<Inventory, "isListing" | "loaded" | "state" | "subscriptions">;
  readonly deadReferences: Pick<DeadReferences, "state" | "stateOn">;
  readonly retiredExtensions: Pick<RetiredExtensions, "state">;
  readonly usage: ImpactDeps["usage"];
  readonly identityUsages: ImpactDeps["identityUsages"];
}

/** What explaining works with. */
export interface ExplainDeps extends ImpactDeps {
  readonly inventory: ImpactDeps["inventory"] & Pick<Inventory, "loaded" | "subscription">;
  readonly deadReferences: Pick<DeadReferences, "check" | "state" | "stateOn">;
  readonly retiredExtensions: Pick<RetiredExtensions, "state">;
}

/** What planning works with. */
export type PlanDeps = Pick<
  ChangeDeps,
  | "changes"
  | "cloud"
  | "federatedCredentials"
  | "identityUsages"
  | "inventory"
  | "locks"
  | "log"
  | "permissions"
  | "roleAssignments"
  | "roles"
  | "serviceUses"
  | "usage"
> &
  PolicyDeps;

/** What applying and taking back work with. Both write through what the user's own commands write through. */
export interface WriteDeps {
  readonly changeIdentities: ChangeIdentities;
  readonly journal: Pick<Journal, "entry" | "isRunning" | "load" | "open">;
  /** Takes an entry back by the way of changing identities that it is given. @throws PromptCancelled, AzureError, MutationError */
  readonly undoEntry: (entry: JournalEntry, changeIdentities: ChangeIdentities) => Promise<void>;
  readonly log: ErrorLog;
}

/** What is wrong with a template, in words, as the feature of templates says it. */
export type CheckDocument = (uri: vscode.Uri, signal: AbortSignal) => Promise<object>;

/** What the tools work with. */
export interface AgentToolsDeps extends WriteDeps {
  readonly inventory: Inventory;
  readonly deadReferences: DeadReferences;
  readonly checkTemplate: CheckDocument;
  readonly signIn: Pick<SignIn, "onRefreshSuggested">;
  readonly log: ErrorLog & PlanDeps["log"];
}

/** All of it: each tool takes what it states. */
export type AllDeps = AgentToolsDeps & ListDeps & ExplainDeps & PlanDeps;
