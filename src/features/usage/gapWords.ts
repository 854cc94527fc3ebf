import { l10n } from "vscode";
import type { AzureError } from "../../azure/azureError";
import type { ListingProgress } from "../../azure/inventory/wholeListing";
import { describeFailure } from "../../ui/words/failure";
import { describeServiceGap } from "../../ui/words/usage";
import { formatPlural } from "../../ui/words/plural";
import type { UseGap } from "./useEvidence";

/** How far the listing has come from which it is known who uses an identity. */
export function describeListingProgress({ done, of }: ListingProgress): string {
  return of === 0
    ? l10n.t("Listing your subscriptions...")
    : formatPlural(
        l10n.t("Listing your resources: {done} of {count, plural, one {# subscription} other {# subscriptions}}..."),
        { done, count: of },
      );
}

/** What was not looked at, and why not. */
export interface Unchecked {
  readonly what: string;
  readonly why: string;
}

/** That what the user may not read was not looked at. */
export function describeUnseenGap(error: AzureError): Unchecked {
  return { what: l10n.t("Resources that you can't read"), why: describeFailure(error).what };
}

/** What was not looked at, and why not. */
export function describeGap(gap: UseGap): Unchecked {
  switch (gap.kind) {
    case "listing": {
      const { name } = gap.subscription;
      const what =
        gap.listed === "scaleSet" ? l10n.t("Scale sets of {0}", name) : l10n.t("Virtual machines of {0}", name);
      return { what, why: describeFailure(gap.error).what };
    }
    case "tenant": {
      const { tenant, account, error } = gap.failure;
      const name = tenant?.displayName ?? tenant?.tenantId ?? account.label;
      return { what: l10n.t("Subscriptions of {0}", name), why: describeFailure(error).what };
    }
    case "hidden":
      return {
        what: formatPlural(
          l10n.t("{count, plural, one {# subscription} other {# subscriptions}} hidden by your filter"),
          { count: gap.count },
        ),
        why: l10n.t("The setting {0} decides which are shown.", "azureResourceGroups.selectedSubscriptions"),
      };
    case "services": {
      const [first] = gap.failures;
      return {
        what: l10n.t("Resources other than virtual machines and scale sets"),
        why: first === undefined ? (describeServiceGap(gap.coverage) ?? "") : describeFailure(first.error).what,
      };
    }
    case "unseenInPart":
      return {
        what: l10n.t("Resources that you can't read"),
        why: l10n.t("Azure named only some of the resources that use it."),
      };
    case "unreadable":
      return {
        what: gap.resource.name,
        why: l10n.t("Its identities couldn't be read."),
      };
  }
}
