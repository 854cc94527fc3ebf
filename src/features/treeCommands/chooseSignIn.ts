import * as vscode from "vscode";
import type { SignInDeps } from "./deps";
import { signIn } from "./signIn";
import { pickLine, type Line } from "../../ui/shown/quickPick";
import { notifyError } from "../../ui/shown/messages";
import { saveSignInKind, signInKind, type SignInKind } from "../../ui/settings";

interface WayToSignIn extends Line {
  readonly kind: SignInKind;
}

function waysToSignIn(now: SignInKind): readonly WayToSignIn[] {
  const ways: readonly WayToSignIn[] = [
    {
      kind: "vscode",
      icon: "account",
      label: vscode.l10n.t("Microsoft account in VS Code"),
      detail: vscode.l10n.t("Uses your accounts in VS Code, with all their tenants."),
    },
    {
      kind: "azureCli",
      icon: "terminal",
      label: vscode.l10n.t("Azure CLI"),
      detail: vscode.l10n.t("Uses the account that ran az login where this extension runs."),
    },
    {
      kind: "environment",
      icon: "server-environment",
      label: vscode.l10n.t("Environment variables"),
      detail: vscode.l10n.t("Uses the service principal in AZURE_TENANT_ID and AZURE_CLIENT_ID."),
    },
  ];
  return ways.map((way) => (way.kind === now ? { ...way, description: vscode.l10n.t("current") } : way));
}

/** Asks how to sign in, saves it where the setting counts, and signs in that way. */
export async function chooseSignIn(deps: SignInDeps): Promise<void> {
  const way = await pickLine(waysToSignIn(signInKind()), {
    title: vscode.l10n.t("Choose how to sign in to Azure"),
    placeholder: vscode.l10n.t("Saved on this machine for all workspaces"),
  });
  if (way === undefined || (way.kind !== signInKind() && !(await save(way.kind)))) {
    return;
  }
  await signIn(deps);
}

/** @returns whether it was saved; where it was not, for instance since the file of settings is broken, the user was told */
async function save(kind: SignInKind): Promise<boolean> {
  try {
    await saveSignInKind(kind);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const openSettings = vscode.l10n.t("Open Settings");
    const text = vscode.l10n.t("Couldn't save the setting managedIdentities.signIn. {0}", reason);
    if ((await notifyError(text, openSettings)) === openSettings) {
      await vscode.commands.executeCommand("managedIdentities.openSettings");
    }
    return false;
  }
}
