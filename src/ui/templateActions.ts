import type { App } from "./app";

/** What the palette and the tree can do with templates. The features of the editor give it. */
export interface TemplateActions {
  /** Asks for a resource of the open template, or for all of them, and for a change. `request` may name the resource. */
  editIdentities(app: App, request?: unknown): Promise<void>;
  /** Writes what a live resource carries into the open template. `node` may stand for that resource. */
  importLive(app: App, node?: unknown): Promise<void>;
  /** Shows what deploying the open template would change on a live resource. */
  compareWithLive(app: App): Promise<void>;
  /** Assigns the identity that `node` stands for to a resource of the open template. */
  insertIdentity(app: App, node?: unknown): Promise<void>;
}
