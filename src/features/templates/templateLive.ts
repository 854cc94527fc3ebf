import type { App } from "../../ui/app";

/** Writes what a live resource carries into the open template. */
export const importIntoTemplate = (app: App, node?: unknown): Promise<void> => app.templates.importLive(app, node);

/** Shows what deploying the open template would change on a live resource. */
export const compareTemplateWithLive = (app: App): Promise<void> => app.templates.compareWithLive(app);

/** Assigns an identity of the tree to a resource of the open template. */
export const insertIntoTemplate = (app: App, node?: unknown): Promise<void> => app.templates.insertIdentity(app, node);
