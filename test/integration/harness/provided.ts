import { type Host } from "../../host/install";

/** What the set-up of a run hands to the tests. */
export interface IntegrationRun {
  readonly host: Host;
  /** The packaged extension is installed in it. */
  readonly extensionsFolder: string;
  /** A browser for each worker: the windows of one browser share their clipboard. */
  readonly browserEndpoints: readonly string[];
}

declare module "vitest" {
  interface ProvidedContext {
    integrationRun: IntegrationRun;
  }
}
