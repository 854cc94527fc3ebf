import * as vscode from "vscode";
import type { CloudSettings } from "../azure/signIn/clouds";
import { type Language, LANGUAGES } from "../render/languages";

/** How a user wants to sign in. */
export type SignInKind = "vscode" | "azureCli" | "environment";

/** A setting's value as text; anything else counts as not set. Settings are hostile until checked. */
function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/**
 * What the user has set on this machine, whatever a workspace or a folder says: a repository brings its settings along, and must not
 * choose where tokens go. Needed whatever the scope that a setting is declared with: those of VS Code's own sign-in have window scope.
 */
function userValue(section: string, name: string): unknown {
  const found = vscode.workspace.getConfiguration(section).inspect<unknown>(name);
  return found?.globalValue ?? found?.defaultValue;
}

/** The chosen way to sign in; the default where the setting holds something else. */
export function signInKind(): SignInKind {
  const value = text(userValue("managedIdentities", "signIn"));
  return value === "azureCli" || value === "environment" ? value : "vscode";
}

/** Saves how to sign in. The setting is of machine scope: VS Code writes it to the remote settings in a remote window, else to the user's. */
export async function saveSignInKind(kind: SignInKind): Promise<void> {
  const settings = vscode.workspace.getConfiguration("managedIdentities");
  await settings.update("signIn", kind, vscode.ConfigurationTarget.Global);
}

/** The settings that choose a cloud: those of VS Code's own sign-in, and ours for a custom one. */
export function cloudSettings(): CloudSettings {
  const own = (name: string): string | undefined => text(userValue("managedIdentities", `cloud.${name}`));
  return {
    sovereignEnvironment: text(userValue("microsoft-sovereign-cloud", "environment")),
    sovereignCustomEnvironment: userValue("microsoft-sovereign-cloud", "customEnvironment"),
    custom: {
      resourceManagerEndpoint: own("resourceManagerEndpoint"),
      authority: own("authority"),
      audience: own("audience"),
      graphEndpoint: own("graphEndpoint"),
    },
  };
}

/** The whole name of the setting that lets Azure Resource Graph be asked. */
export const RESOURCE_GRAPH_SETTING = "managedIdentities.useResourceGraph";

/** Whether Azure Resource Graph is asked; it is, unless the user has switched it off on this machine. */
export function usesResourceGraph(): boolean {
  return userValue("managedIdentities", "useResourceGraph") !== false;
}

/** The whole name of the setting that switches the tools for agents off. */
export const AGENT_TOOLS_SETTING = "managedIdentities.agentTools.enabled";

/** Whether agents are offered the tools; they are, unless the user has switched them off, whatever a workspace says. */
export function agentToolsEnabled(): boolean {
  return userValue("managedIdentities", "agentTools.enabled") !== false;
}

/** Where the first rows of the trees come from: from Azure Resource Graph in a large estate only, always, or never. Lists confirm them in any case. */
export type FirstRowsSource = "automatic" | "resourceGraph" | "lists";

/** The chosen source; automatic where the setting holds something else. Lists where Azure Resource Graph is not to be asked at all. */
export function firstRowsSource(): FirstRowsSource {
  const value = text(userValue("managedIdentities", "firstRows"));
  if (!usesResourceGraph()) {
    return "lists";
  }
  return value === "resourceGraph" || value === "lists" ? value : "automatic";
}

/** The subscription filter that the Azure Resources extension keeps: `tenantId/subscriptionId`. */
export function selectedSubscriptions(): readonly string[] {
  const value = vscode.workspace.getConfiguration("azureResourceGroups").get<unknown>("selectedSubscriptions");
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];
}

/** The language that a change is offered in first. */
export function preferredLanguage(): Language {
  const value = text(vscode.workspace.getConfiguration("managedIdentities").get<unknown>("preferredLanguage"));
  return LANGUAGES.find((language) => language === value) ?? "azureCliBash";
}

/** Tells when a setting changes that decides who is signed in, where, or what is shown. */
export function onDidChangeAzureSettings(listener: () => void): vscode.Disposable {
  const sections = [
    "managedIdentities.signIn",
    "managedIdentities.cloud",
    "microsoft-sovereign-cloud",
    RESOURCE_GRAPH_SETTING,
    "managedIdentities.firstRows",
  ];
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if ([...sections, "azureResourceGroups.selectedSubscriptions"].some((name) => event.affectsConfiguration(name))) {
      listener();
    }
  });
}
