import { l10n } from "vscode";
import type { AzureError } from "../../azure/azureError";
import { formatNames } from "./change";
import { describeFailure } from "./failure";
import { mayBeWritten } from "./written";
import { formatPlural } from "./plural";

/** The mark of a resource that still carries the retired extension. */
export function retiredInShort(): string {
  return l10n.t("retired extension");
}

/** What the retired extension was, and what takes its place. Facts: docs/azure-behaviour.md#retired-extension. */
export function describeRetired(): string {
  return l10n.t(
    "The retired managed identity extension, which served tokens on port 50342, is still installed. Azure Instance Metadata Service replaces it: http://169.254.169.254/metadata/identity/oauth2/token. It needs no installation.",
  );
}

/** What the removal will touch. */
export interface RemovalFacts {
  /** The resources, by name. */
  readonly names: readonly string[];
  /** Instances of Uniform scale sets that stand behind them; 0 where there are none. */
  readonly instances: number;
  /** How many of these do not run the latest model already now. */
  readonly behind: number;
  /** Instances of Flexible scale sets that carry it themselves. */
  readonly carryingInstances: number;
}

/** The warning before the retired extension is removed. */
export function removalQuestion({ names, instances, behind, carryingInstances }: RemovalFacts): {
  readonly message: string;
  readonly detail: string;
} {
  const lines = [
    l10n.t(
      "Code that still requests tokens from http://localhost:50342 will fail. Move it to http://169.254.169.254/metadata/identity/oauth2/token first. The identities don't change.",
    ),
    ...(instances > 0
      ? [
          l10n.t(
            "The extension is removed from the model of the scale set. Instances keep it until they're upgraded to the latest model, which can restart them.",
          ),
        ]
      : []),
    ...(behind > 0 ? [describeAlreadyBehind(behind)] : []),
    ...(carryingInstances > 0 ? [describeCarrying(carryingInstances)] : []),
  ];
  return {
    message: l10n.t("Remove the retired managed identity extension from {0}?", formatNames(names)),
    detail: lines.join("\n\n"),
  };
}

function describeAlreadyBehind(count: number): string {
  return formatPlural(
    l10n.t(
      "{count, plural, one {# instance is already behind the latest model. It gets all other model changes too.} other {# instances are already behind the latest model. They get all other model changes too.}}",
    ),
    { count },
  );
}

function describeCarrying(count: number): string {
  return formatPlural(
    l10n.t(
      "{count, plural, one {# instance of the scale set has the extension itself.} other {# instances of the scale set have the extension themselves.}} It's removed there too.",
    ),
    { count },
  );
}

/** That resources are free of it: a sentence, or nothing where there is none. */
export function describeGone(names: readonly string[]): readonly string[] {
  const [only] = names;
  if (only === undefined) {
    return [];
  }
  return names.length === 1
    ? [l10n.t("{0} no longer has the retired extension (verified).", only)]
    : [
        formatPlural(
          l10n.t(
            "{count, plural, one {# resource no longer has} other {# resources no longer have}} the retired extension (verified).",
          ),
          { count: names.length },
        ),
      ];
}

/** That Azure took the removal, and the extension is still to be seen. */
export function describeStillThere(names: readonly string[]): string {
  return l10n.t("Azure accepted the removal, but the retired extension is still on {0}.", formatNames(names));
}

/** That one of several was not freed, or perhaps, and why. */
export function describeNotRemoved(name: string, error: AzureError): string {
  const { what } = describeFailure(error);
  if (error.written === "yes") {
    return l10n.t("The retired extension was removed from {resource}, which couldn't be read again: {reason}", {
      resource: name,
      reason: what,
    });
  }
  return mayBeWritten(error)
    ? l10n.t("The retired extension might have been removed from {resource}: {reason}", {
        resource: name,
        reason: what,
      })
    : l10n.t("Couldn't remove the retired extension from {resource}: {reason}", { resource: name, reason: what });
}

/** Those that a cancellation has spared. */
export function describeKept(names: readonly string[]): string {
  return l10n.t("{0} unchanged.", formatNames(names));
}

/** That the instances of a scale set keep the extension for now, or perhaps, and why. */
export function describeNotUpgraded(name: string, error: AzureError): string {
  const { what } = describeFailure(error);
  if (error.written === "yes") {
    return l10n.t("The instances of {scaleSet} were upgraded and couldn't be listed again: {reason}", {
      scaleSet: name,
      reason: what,
    });
  }
  return mayBeWritten(error)
    ? l10n.t("The instances of {scaleSet} might have been upgraded: {reason}", { scaleSet: name, reason: what })
    : l10n.t("Couldn't upgrade the instances of {scaleSet}: {reason}", { scaleSet: name, reason: what });
}

/** How a search ended, as a sentence. */
export function describeSearch(carriers: number, failures: number): string {
  const found = l10n.t("No scale set or virtual machine that could be checked has the retired extension.");
  if (failures === 0) {
    return carriers === 0
      ? l10n.t("No scale set or virtual machine here has the retired extension.")
      : describeCarriers(carriers);
  }
  const gap = formatPlural(
    l10n.t("{count, plural, one {# machine} other {# machines}} couldn't be checked. See the log for details."),
    { count: failures },
  );
  return [carriers === 0 ? found : describeCarriers(carriers), gap].join(" ");
}

function describeCarriers(count: number): string {
  return formatPlural(
    l10n.t(
      "{count, plural, one {# scale set or virtual machine has the retired extension.} other {# scale sets and virtual machines have the retired extension.}}",
    ),
    { count },
  );
}
