import type { SignIn } from "../../azure/accounts";
import type { Inventory } from "../../azure/inventory/inventory";
import type { MutationService } from "../../mutation/mutationService";
import type { ErrorLog } from "../../ui/errorBoundary";
import type { AskDeps, WizardDeps } from "../../ui/steps/targets";

/** What knowing the identities that Azure lists works with. */
export interface ListedDeps {
  readonly inventory: Pick<Inventory, "findIdentity" | "subscriptions">;
}

/** What decides which actions are offered. */
export interface OfferDeps {
  /** Whether live resources can be read at all: not in a browser without a server. */
  readonly hasLive: boolean;
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
export type EditingDeps = AssignDeps & OfferDeps & LiveDeps & WizardDeps & { readonly log: ErrorLog };

/** What the features of the editor work with. */
export interface EditorDeps extends OfferDeps {
  readonly inventory: Pick<Inventory, "findIdentity" | "onDidChange" | "subscriptions">;
  readonly log: ErrorLog;
}
