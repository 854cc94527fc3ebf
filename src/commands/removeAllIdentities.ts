import * as vscode from "vscode";
import { NO_IDENTITY, sameIdentities } from "../identity/identityState";
import type { App } from "../ui/app";
import { changeIdentities } from "../ui/flows/changeIdentities";
import { resolveTarget } from "../ui/flows/targets";

/** Removes every identity from a resource, of both kinds. */
export async function removeAllIdentities(app: App, node?: unknown): Promise<void> {
  const title = vscode.l10n.t("Remove all identities");
  const target = await resolveTarget(
    app,
    node,
    title,
    ({ identity }) => identity.kind === "state" && !sameIdentities(identity.state, NO_IDENTITY),
  );
  await changeIdentities(app, target, { kind: "removeAll" });
}
