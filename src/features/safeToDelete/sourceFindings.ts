import * as vscode from "vscode";
import type { DirectoryGroup } from "../../azure/access/directory";
import type { RoleAssignmentListing } from "../../azure/access/roleAssignmentsOfTenant";
import type { Subscription, Tenant } from "../../azure/accounts";
import { AzureError } from "../../azure/azureError";
import type { FederatedListing } from "../../azure/identities/federatedCredentials";
import type { AssociatedResource, ServiceUse } from "../../azure/inventory/serviceUse";
import type { Reading } from "../../azure/inventory/lazyReadings";
import { describeFailure } from "../../ui/words/failure";
import { formatKind } from "../../ui/words/identity";
import { formatRoleName, formatScope } from "../../ui/words/access";
import { formatAppRole } from "../../ui/words/appRoles";
import { groupName } from "../../ui/words/groupName";
import { describeServiceType } from "../../ui/words/serviceTypes";
import { describeGap, type Unchecked } from "../usage/gapWords";
import type { ImpactUse } from "../usage/impact";
import type { UseGap } from "../usage/useEvidence";
import type { DirectoryFindingDeps } from "./deps";
import type { Finding, Source } from "./findings";

const formatUnchecked = ({ what, why }: Unchecked): string =>
  vscode.l10n.t("{label}: {text}", { label: what, text: why });
const why = (error: AzureError): string => describeFailure(error).what;

/** What a source told, all of it seen but for the gaps. */
export function checked(source: Source, found: readonly string[], gaps: readonly string[] = []): Finding {
  return { source, state: "checked", found, gaps };
}

/** A source that told nothing. */
export function notChecked(source: Source, reason: string): Finding {
  return { source, state: "notChecked", found: [], gaps: [reason] };
}

/** A source that was not asked, because the use of the identity was known by then. */
export function notNeeded(source: Source): Finding {
  return { source, state: "notNeeded", found: [], gaps: [] };
}

/** What the listings of machines and scale sets told. */
export function machinesFinding(uses: readonly ImpactUse[], gaps: readonly UseGap[]): Finding {
  const unlisted = gaps.filter(({ kind }) => kind !== "services" && kind !== "unseenInPart");
  const found = uses.map(({ resource, subscription }) =>
    vscode.l10n.t("{name} ({kind} in {resourceGroup}, {subscription})", {
      name: resource.name,
      kind: formatKind(resource),
      resourceGroup: resource.resourceGroup,
      subscription: subscription.name,
    }),
  );
  return checked("machines", found, unlisted.map(describeGap).map(formatUnchecked));
}

/** What Azure Resource Graph told of other kinds of resources. */
export function servicesFinding(services: readonly ServiceUse[], gaps: readonly UseGap[]): Finding {
  const found = services.map(({ name, type }) =>
    vscode.l10n.t("{name} ({kind})", { name, kind: describeServiceType(type) }),
  );
  const untold = gaps.filter(({ kind }) => kind === "services").map((gap) => describeGap(gap).why);
  return checked("services", found, untold);
}

/** What the identity's own provider told of resources that are not listed. */
export function unseenFinding(unseen: Reading<readonly AssociatedResource[]>, gaps: readonly UseGap[]): Finding {
  if (unseen.kind === "failed") {
    return notChecked("unseen", why(unseen.error));
  }
  const found = unseen.value.map(({ name, type, subscription }) =>
    vscode.l10n.t("{name} ({kind} in {subscription})", {
      name,
      kind: describeServiceType(type.toLowerCase()),
      subscription,
    }),
  );
  const untold = gaps.filter(({ kind }) => kind === "unseenInPart").map((gap) => describeGap(gap).why);
  return checked("unseen", found, untold);
}

/** What the role assignments told. */
export function accessFinding(
  { assignments, failures }: RoleAssignmentListing,
  subscriptions: readonly Subscription[],
): Finding {
  const found = assignments.map((each) =>
    vscode.l10n.t("{role} on {scope}", { role: formatRoleName(each), scope: formatScope(each.scope, subscriptions) }),
  );
  return checked("roleAssignments", found, unreadGaps(failures));
}

/** The subscriptions whose role assignments could not be read. */
export function unreadGaps(failures: RoleAssignmentListing["failures"]): readonly string[] {
  return failures.map(({ subscription, error }) => formatUnchecked({ what: subscription.name, why: why(error) }));
}

/** What the federated credentials told. */
export function federatedFinding(federated: FederatedListing | undefined): Finding {
  switch (federated?.kind) {
    case undefined:
      return notChecked("federatedCredentials", vscode.l10n.t("The identity isn't listed."));
    case "failed":
      return notChecked("federatedCredentials", why(federated.error));
    case "read":
      return checked(
        "federatedCredentials",
        federated.value.map(({ name, subject }) => vscode.l10n.t("{name} ({kind})", { name, kind: subject })),
      );
  }
}

/** What the directory told: groups, and permissions of APIs. @throws AzureError `cancelled` */
export async function directoryFindings(
  { directory }: DirectoryFindingDeps,
  tenant: Tenant,
  principalId: string | undefined,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  if (principalId === undefined) {
    const reason = describeNoPrincipal();
    return [notChecked("groups", reason), notChecked("appRoles", reason)];
  }
  return await Promise.all([
    findingOf("groups", directory.groupsOf(tenant, principalId, signal), (group: DirectoryGroup) => groupName(group)),
    findingOf("appRoles", directory.appRolesOf(tenant, principalId, signal), formatAppRole),
  ]);
}

/** That what goes by the principal could not be looked up. */
export const describeNoPrincipal = (): string => vscode.l10n.t("Its principal ID isn't known.");

/** What the report of sign-ins told. Nothing in it is no proof: that it covers managed identities is unverified. */
export function signInFinding(reading: Reading<number | undefined>): Finding {
  if (reading.kind === "failed") {
    return notChecked("lastSignIn", why(reading.error));
  }
  const at = reading.value;
  return at === undefined
    ? checked(
        "lastSignIn",
        [],
        [vscode.l10n.t("Microsoft Entra ID reports no sign-in. It might not report all of them.")],
      )
    : { ...checked("lastSignIn", [new Date(at).toLocaleString(vscode.env.language)]), at };
}

async function findingOf<Item>(
  source: Source,
  reading: Promise<readonly Item[]>,
  describe: (item: Item) => string,
): Promise<Finding> {
  try {
    return checked(source, (await reading).map(describe));
  } catch (error) {
    if (!AzureError.is(error) || AzureError.is(error, "cancelled")) {
      throw error;
    }
    return notChecked(source, why(error));
  }
}
