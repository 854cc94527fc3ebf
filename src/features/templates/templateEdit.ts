import type { App } from "../../ui/app";

/** Changes the identities of a resource of the open template, or of all of them. A lens may name the resource. */
export const editTemplateIdentities = (app: App, request?: unknown): Promise<void> =>
  app.templates.editIdentities(app, request);
