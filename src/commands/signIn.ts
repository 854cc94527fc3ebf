import type { App } from "../ui/app";

/** Lets the person sign in, then lists everything anew. */
export async function signIn(app: App): Promise<void> {
  if (await app.signIn.signIn()) {
    app.inventory.reset();
    await app.inventory.load();
  }
}
