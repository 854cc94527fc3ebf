import { type Host } from "../../host/install";

/** What the set-up of a run hands to the tests. */
export interface IntegrationRun {
  readonly host: Host;
  /** The packaged extension is installed in it. */
  readonly extensionsFolder: string;
  readonly browserEndpoint: string;
}

declare module "vitest" {
  interface ProvidedContext {
    integrationRun: IntegrationRun;
  }
}
