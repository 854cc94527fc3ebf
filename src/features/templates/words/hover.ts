import { l10n } from "vscode";
import type { ComputeResource } from "../../../azure/compute/computeResource";
import type { Spelling } from "../../../documents/documentLanguage";
import type { DocumentResource } from "../../../documents/documentResource";
import { describeIdentity as describeLiveIdentity } from "../../../ui/words/identity";
import { describeIdentity, formatKind, formatName } from "./resource";

type KnownIdentities = Extract<DocumentResource["identity"], { readonly kind: "state" }>;

function describeSystemApplied(systemAssigned: KnownIdentities["systemAssigned"]): string {
  if (systemAssigned === "unknown") {
    return l10n.t("Whether it has a system-assigned identity is only known when Terraform runs.");
  }
  return systemAssigned
    ? l10n.t("Applying it enables a system-assigned identity or keeps the existing one.")
    : l10n.t("Applying it leaves it without a system-assigned identity. An existing one is permanently lost.");
}

function describeUserApplied(userAssigned: KnownIdentities["userAssigned"]): string {
  if (userAssigned === "unknown") {
    return l10n.t("Which user-assigned identities it has is only known when Terraform runs.");
  }
  return userAssigned.length === 0
    ? l10n.t("It gets no user-assigned identities. Existing ones are removed.")
    : l10n.t("It gets exactly these user-assigned identities. Others are removed.");
}

/** What a resource of the same name has in Azure now, which deploying replaces. */
export function describeLive(resource: ComputeResource): string {
  return l10n.t("In Azure, {resource} in {resourceGroup} has: {identities}.", {
    resource: resource.name,
    resourceGroup: resource.resourceGroup,
    identities: describeLiveIdentity(resource),
  });
}

/** What a block means, and what deploying it does, a sentence a line. */
export function describeMeaning(resource: DocumentResource, spelling: Spelling): readonly string[] {
  const { identity } = resource;
  const head = l10n.t("{resource} ({kind}). {state}", {
    resource: formatName(resource),
    kind: formatKind(resource),
    state: describeIdentity(resource, spelling),
  });
  if (identity.kind === "unknown") {
    return [head];
  }
  const { systemAssigned, userAssigned } = identity;
  if (spelling.takesEffectBy === "apply") {
    return [head, describeSystemApplied(systemAssigned), describeUserApplied(userAssigned)];
  }
  const system =
    systemAssigned === "unknown"
      ? l10n.t("The deployment decides whether it has a system-assigned identity.")
      : systemAssigned
        ? l10n.t("Deploying it enables a system-assigned identity or keeps the existing one.")
        : l10n.t("Deploying it leaves it without a system-assigned identity. An existing one is permanently lost.");
  const user =
    userAssigned === "unknown"
      ? l10n.t("The deployment decides which user-assigned identities it has.")
      : userAssigned.length === 0
        ? l10n.t("It gets no user-assigned identities. Existing ones are removed.")
        : l10n.t("It gets exactly these user-assigned identities. Others are removed.");
  return [head, system, user];
}
