import type { OwnPermissions } from "../../azure/access/ownPermissions";
import type { ComputeResource, UserAssignedIdentityResource } from "../../azure/compute/computeResource";
import type { Inventory } from "../../azure/inventory/inventory";
import type { DeadReferences } from "../../azure/inventory/deadReferences";
import type { BatchTarget, PlannedTarget } from "../../mutation/batch/batchPlan";
import type { AppliedChange, ChangePipeline } from "../../mutation/changePipeline";
import type { Journal } from "../../mutation/journal/journal";
import type { ChangeOrigin } from "../../mutation/journal/journalEntry";
import type { AzextUi } from "../../ui/azextUi";
import type { BusyResources } from "../../ui/busyResources";
import type { JournalFocus } from "../../ui/journalFocus";
import type { Step } from "../../ui/prompts";
import type { PlaceAnswers } from "../../ui/steps/placeSteps";
import type { TreeSelection } from "../../ui/treeSelection";
import type { ReadFilter } from "../../ui/textFilter";
import type { TreeSettings } from "../../ui/treeSettings";
import type { PreviewDeps } from "./preview";
import type { PreviewItem } from "./previewItems";

/** What a change of identities works with. */
export interface ChangeDeps extends PreviewDeps {
  readonly inventory: Inventory;
  readonly changes: Pick<ChangePipeline, "plan" | "apply" | "recordNothingToDo" | "beforeRead">;
  readonly permissions: Pick<OwnPermissions, "listAt" | "self" | "reset">;
  readonly journal: Pick<Journal, "entry">;
  readonly deadReferences: Pick<DeadReferences, "check" | "stateOn">;
  readonly journalFocus: Pick<JournalFocus, "show">;
  readonly busy: Pick<BusyResources, "during">;
}

/** What the commands of this feature work with. */
export interface ChangeCommandDeps extends ChangeDeps {
  readonly treeSelection: Pick<TreeSelection, "of">;
  readonly treeSettings: Pick<TreeSettings, "grouping">;
  readonly resourceFilter: ReadFilter<ComputeResource>;
  readonly ui: Pick<AzextUi, "openReadOnly" | "runSteps">;
  /** Loaded when it is first needed. */
  readonly identityCreation: () => Promise<IdentityCreation>;
}

/** Creates a user-assigned identity on the way of assigning it. */
export interface IdentityCreation {
  /** Asks for the new identity where it is wanted, and shows it for review. The answers say in which subscription. */
  steps<Answers extends PlaceAnswers>(isWanted: (answers: Answers) => boolean): readonly Step<Answers>[];
  /** Creates it. @throws AzureError */
  create(answers: PlaceAnswers): Promise<UserAssignedIdentityResource>;
}

/** How a change is shown and recorded. */
export interface ChangeOptions {
  /** Where it comes from. */
  readonly origin?: ChangeOrigin;
  /** Lines that stand in its preview. */
  readonly remarks?: readonly PreviewItem[];
  /** The same, of what was planned on fresh reads. */
  readonly remarksOn?: (planned: readonly PlannedTarget[]) => readonly PreviewItem[];
  /** Whether taking it back may be offered once it is made: not where what follows builds on it. */
  readonly isUndoOffered?: boolean;
  /** Ends it: closes the preview, or keeps further writes from beginning. */
  readonly signal?: AbortSignal;
  /** Is told what was done, before anybody else, also where it is thrown. */
  readonly onApplied?: (applied: AppliedChange) => void;
  /** Whether there is a step before its preview to go back to. */
  readonly canGoBack?: boolean;
}

/** The change of identities as other features are handed it. */
export type ChangeIdentities = (
  targets: readonly BatchTarget[],
  options?: ChangeOptions,
) => Promise<readonly ComputeResource[]>;
