import * as vscode from "vscode";
import { type Language, LANGUAGES } from "../render/render";

/** How a person wants to sign in. */
export type SignInKind = "vscode" | "azureCli" | "environment";

/** A setting as text; anything else counts as not set. Settings are hostile until checked. */
function text(section: string, name: string): string | undefined {
  const value = vscode.workspace.getConfiguration(section).get<unknown>(name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** The chosen way to sign in; the default where the setting holds something else. */
export function signInKind(): SignInKind {
  const value = text("managedIdentities", "signIn");
  return value === "azureCli" || value === "environment" ? value : "vscode";
}

/** The settings that choose a cloud: those of VS Code's own sign-in, and ours for a custom one. */
export function cloudSettings() {
  return {
    sovereignEnvironment: text("microsoft-sovereign-cloud", "environment"),
    sovereignCustomEnvironment: vscode.workspace
      .getConfiguration("microsoft-sovereign-cloud")
      .get<unknown>("customEnvironment"),
    custom: {
      resourceManagerEndpoint: text("managedIdentities", "cloud.resourceManagerEndpoint"),
      authority: text("managedIdentities", "cloud.authority"),
      audience: text("managedIdentities", "cloud.audience"),
      graphEndpoint: text("managedIdentities", "cloud.graphEndpoint"),
    },
  };
}

/** The subscription filter that the Azure Resources extension keeps: `tenantId/subscriptionId`. */
export function selectedSubscriptions(): readonly string[] {
  const value = vscode.workspace.getConfiguration("azureResourceGroups").get<unknown>("selectedSubscriptions");
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];
}

/** The language that a change is offered in first. */
export function preferredLanguage(): Language {
  const value = text("managedIdentities", "preferredLanguage");
  return LANGUAGES.find((language) => language === value) ?? "azureCliBash";
}

/** Tells when a setting changes that decides who is signed in, where, or what is shown. */
export function onDidChangeAzureSettings(listener: () => void): vscode.Disposable {
  const sections = ["managedIdentities.signIn", "managedIdentities.cloud", "microsoft-sovereign-cloud"];
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if ([...sections, "azureResourceGroups.selectedSubscriptions"].some((name) => event.affectsConfiguration(name))) {
      listener();
    }
  });
}
