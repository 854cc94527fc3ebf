import * as vscode from "vscode";
import { NO_IDENTITY, sameIdentities } from "../../identity/identityState";
import type { App } from "../../ui/app";
import { changeAlike } from "./batchChange";
import { resolveTargets } from "./batchTargets";

/** Removes every identity from resources, of both kinds. */
export async function removeAllIdentities(app: App, node?: unknown, nodes?: unknown): Promise<void> {
  const title = vscode.l10n.t("Remove all identities");
  const targets = await resolveTargets(
    app,
    node,
    nodes,
    title,
    ({ identity }) => identity.kind === "state" && !sameIdentities(identity.state, NO_IDENTITY),
  );
  await changeAlike(app, targets, { kind: "removeAll" });
}
