import type { ResourceHistoryGateway } from "../../azure/inventory/resourceHistory";
import type { Journal } from "../../mutation/journal/journal";
import type { AzextUi } from "../../ui/azextUi";
import type { AskDeps } from "../../ui/steps/targets";

/** What reading the history of a resource works with. */
export interface HistoryReadDeps {
  readonly resourceHistory: ResourceHistoryGateway;
  readonly journal: Pick<Journal, "entries" | "isRunning" | "load" | "open">;
}

/** What the command that shows it works with. */
export type IdentityHistoryDeps = AskDeps &
  HistoryReadDeps & { readonly ui: Pick<AzextUi, "openReadOnly" | "runSteps"> };
