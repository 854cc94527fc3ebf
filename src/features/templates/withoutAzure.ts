import { AzureError } from "../../azure/azureError";
import type { ErrorLog } from "../../ui/errorBoundary";
import { runPlainSteps } from "../../ui/plainSteps";
import type { EditingDeps, EditorDeps } from "./deps";

/** What editing documents works with where there is no Azure: nothing is listed, and nothing live is offered. */
export function withoutAzure(log: ErrorLog): EditingDeps & EditorDeps {
  const none = (): Promise<never> => Promise.reject(new AzureError({ reason: "notSignedIn", tenantId: undefined }));
  return {
    hasLive: false,
    inventory: {
      state: { kind: "notLoaded" },
      subscriptions: [],
      subscription: () => undefined,
      findIdentity: () => undefined,
      load: () => Promise.resolve(),
      loaded: none,
      onDidChange: () => ({ dispose: () => undefined }),
    },
    mutation: { plan: none },
    signIn: { signIn: () => Promise.resolve(false) },
    treeSelection: { of: () => [] },
    ui: { runSteps: runPlainSteps },
    log,
  };
}
