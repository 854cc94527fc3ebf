import type { SignIn } from "../../azure/accounts";
import type { Inventory } from "../../azure/inventory/inventory";
import type { MutationService } from "../../mutation/mutationService";
import type { ErrorLog } from "../../ui/errorBoundary";
import type { AskDeps, WizardDeps } from "../../ui/steps/targets";

/** What knowing the identities that Azure lists works with. */
export interface ListedDeps {
  readonly inventory: Pick<Inventory, "findIdentity" | "subscriptions">;
}

/** What asking for identities to assign works with. */
export interface AssignDeps {
  readonly inventory: Pick<Inventory, "findIdentity" | "load" | "state" | "subscriptions">;
  readonly signIn: Pick<SignIn, "signIn">;
}

/** What finding a listed resource works with. */
export interface FindLiveDeps {
  readonly inventory: Pick<Inventory, "subscriptions">;
}

/** What reading live resources works with. */
export interface LiveDeps extends AskDeps {
  readonly mutation: Pick<MutationService, "plan">;
}

/** What the commands on templates work with. */
export type EditingDeps = AssignDeps & LiveDeps & WizardDeps & { readonly log: ErrorLog };

/** What the features of the editor work with. */
export interface EditorDeps {
  readonly inventory: Pick<Inventory, "findIdentity" | "onDidChange" | "subscriptions">;
  readonly log: ErrorLog;
}
