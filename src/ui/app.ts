import type * as vscode from "vscode";
import type { SignIn } from "../azure/accounts";
import type { Cloud } from "../azure/signIn/cloud";
import type { DeploymentGateway } from "../azure/deployments/deployments";
import type { DirectoryGateway } from "../azure/access/directory";
import type { DeadReferences } from "../azure/inventory/deadReferences";
import type { RetiredExtensions } from "../azure/compute/extensionFindings";
import type { RetiredMarks } from "../azure/compute/extensionMarks";
import type { FederatedCredentials } from "../azure/identities/federatedCredentials";
import type { UserAssignedIdentityGateway } from "../azure/identities/userAssignedIdentities";
import type { Inventory } from "../azure/inventory/inventory";
import type { LazyReadings } from "../azure/inventory/lazyReadings";
import type { LockGateway } from "../azure/access/locks";
import type { NetworkGateway } from "../azure/deployments/network";
import type { OwnPermissions } from "../azure/access/permissions";
import type { RoleAssignmentGateway } from "../azure/access/roleAssignments";
import type { RoleCatalog } from "../azure/access/roleAssignmentsCatalog";
import type { InstanceListing, ScaleSetInstanceGateway } from "../azure/compute/scaleSetInstances";
import type { UsageIndex } from "../azure/inventory/usageIndex";
import type { ChangePipeline } from "../mutation/changePipeline";
import type { Journal } from "../mutation/journal/journal";
import type { MutationService } from "../mutation/mutationService";
import type { AzextUi } from "./azextUi";
import type { BusyResources } from "./busyResources";
import type { JournalFocus } from "./journalFocus";
import type { Reveals } from "./reveals";
import type { TemplateActions } from "./templateActions";
import type { TreeSettings } from "./treeSettings";

/** What commands and the tree work with. Handed in, never reached for. */
export interface App {
  readonly inventory: Inventory;
  readonly mutation: MutationService;
  readonly changes: ChangePipeline;
  readonly journal: Journal;
  readonly journalFocus: JournalFocus;
  readonly identities: UserAssignedIdentityGateway;
  readonly usage: UsageIndex;
  readonly deadReferences: DeadReferences;
  readonly federatedCredentials: FederatedCredentials;
  readonly roleAssignments: RoleAssignmentGateway;
  readonly roles: RoleCatalog;
  readonly permissions: OwnPermissions;
  readonly locks: LockGateway;
  readonly directory: DirectoryGateway;
  readonly scaleSetInstances: ScaleSetInstanceGateway;
  readonly deployments: DeploymentGateway;
  readonly network: NetworkGateway;
  readonly reveals: Reveals;
  /** The instances of Uniform scale sets, each set's listed when it is opened. */
  readonly instances: LazyReadings<InstanceListing>;
  readonly retiredExtensions: RetiredExtensions;
  readonly retiredMarks: RetiredMarks;
  readonly signIn: SignIn;
  /** Forgets the tokens, rights and roles that were had so far: whoever is signed in may be another person. */
  forgetSession(): void;
  /** @throws AzureError `badSettings` */
  cloud(): Cloud;
  readonly busy: BusyResources;
  readonly ui: AzextUi;
  readonly treeSettings: TreeSettings;
  readonly templates: TemplateActions;
  readonly log: vscode.LogOutputChannel;
}
