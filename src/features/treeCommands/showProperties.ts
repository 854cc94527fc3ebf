import * as vscode from "vscode";
import type { Subscription } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import { findUserAssigned } from "../../identity/identityState";
import { readState } from "../../identity/readIdentity";
import { resourceName } from "../../identity/resourceId";
import { withProgressWhereSlow } from "../../ui/cancellableProgress";
import { findIdentityTarget } from "../../ui/steps/identityTargets";
import { asNode, resolveTarget } from "../../ui/steps/targets";
import type { PropertyDeps } from "./deps";

/** What is to be shown: where it is read, and what is known of it where Azure no longer has it. */
interface Shown {
  readonly id: string;
  readonly subscription: Subscription | undefined;
  readonly known: object;
}

/** Shows a resource or an identity as Azure has it: its JSON, read now, which cannot be edited. @throws PromptCancelled, AzureError */
export async function showProperties(deps: PropertyDeps, argument?: unknown): Promise<void> {
  const { id, subscription, known } = await shownBy(deps, argument);
  const name = resourceName(id);
  const title = vscode.l10n.t("Reading {0}", name);
  const json =
    subscription === undefined
      ? known
      : await withProgressWhereSlow(title, (signal) => read(deps, { id, subscription, known }, signal));
  await deps.ui.openReadOnly(name, id, JSON.stringify(json, undefined, 2), ".json");
}

async function shownBy(deps: PropertyDeps, argument: unknown): Promise<Shown> {
  const node = asNode(argument);
  if (node?.kind === "federatedCredential") {
    const { credentialId: id, identityId } = node;
    const known = deps.federatedCredentials.find(identityId, id) ?? { id };
    return { id, subscription: findIdentityTarget(deps, identityId)?.subscription, known };
  }
  if (node?.kind === "identity") {
    return identity(deps, node.identityId, { id: node.identityId });
  }
  const { subscription, resource } = await resolveTarget(deps, argument, { title: vscode.l10n.t("Show properties") });
  if (node?.kind === "userAssigned") {
    const state = readState(resource.identity);
    const { identityId } = node;
    return identity(deps, identityId, (state && findUserAssigned(state, identityId)) ?? { id: identityId });
  }
  return { id: resource.id, subscription, known: resource };
}

function identity(deps: Pick<PropertyDeps, "inventory">, id: string, remembered: object): Shown {
  const listed = findIdentityTarget(deps, id);
  return { id, subscription: listed?.subscription, known: listed?.identity ?? remembered };
}

async function read(
  { resourceJson }: Pick<PropertyDeps, "resourceJson">,
  { id, subscription, known }: Shown & { readonly subscription: Subscription },
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return await resourceJson.read(subscription, id, signal);
  } catch (error) {
    if (AzureError.is(error, "notFound")) {
      return known;
    }
    throw error;
  }
}
