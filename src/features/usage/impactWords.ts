import { l10n } from "vscode";
import type { PrincipalTarget } from "../../azure/access/principalTarget";

/** Over the role assignments of an identity that a resource is about to lose. */
export function lostAccessInWords(target: PrincipalTarget): string {
  return target.kind === "systemAssigned"
    ? l10n.t("Access that is lost")
    : l10n.t("Access that it had through {0}", target.label);
}

/** How many other resources use an identity. */
export function otherUsesInWords(count: number): string {
  switch (count) {
    case 0:
      return l10n.t("No other resource that you can see uses it.");
    case 1:
      return l10n.t("1 other resource uses it.");
    default:
      return l10n.t("{0} other resources use it.", count);
  }
}

/** That the federated credentials of an identity stay with it when resources lose it. */
export function keptFederatedInWords(count: number): string {
  return count === 1
    ? l10n.t("Its federated credential stays: whoever it trusts can still act as this identity.")
    : l10n.t("Its {0} federated credentials stay: whoever they trust can still act as this identity.", count);
}

/** What becomes of role assignments, for the question before an identity is lost. Nothing where there is none that is known. */
export function accessLossInWords(target: PrincipalTarget, count: number): string[] {
  if (count === 0) {
    return [];
  }
  if (target.kind === "systemAssigned") {
    return [
      count === 1
        ? l10n.t("1 role assignment will be left without its identity.")
        : l10n.t("{0} role assignments will be left without their identity.", count),
    ];
  }
  return [
    count === 1
      ? l10n.t("{0} has 1 role assignment that this resource can no longer use.", target.label)
      : l10n.t("{0} has {1} role assignments that this resource can no longer use.", target.label, count),
  ];
}

/** That a resource's token requests get this identity where they name none (azure-behaviour section 8). */
export function defaultUseInWords(): string {
  return l10n.t("Token requests there that name no identity get this one.");
}
