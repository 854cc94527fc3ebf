import * as vscode from "vscode";
import { resourceName } from "../../identity/resourceId";
import type { UsageListDeps } from "./deps";
import { describeIdentity } from "../../ui/words/identity";
import { describeUsage } from "../../ui/words/usage";
import { resourceLine, serviceLine } from "./dependencyLines";
import { heading, showLines } from "../changeIdentities/lines";
import type { Line } from "../../ui/shown/quickPick";

interface UsageLine extends Line {
  readonly resourceId?: string;
}

/** Lists the resources that use an identity, and waits for the id of one of them. @throws PromptCancelled */
export async function pickUse(deps: UsageListDeps, identityId: string): Promise<string> {
  await Promise.all([deps.inventory.load(), deps.serviceUses.load()]);
  const uses = deps.usage.usesOf(identityId);
  const lines = uses.map(({ subscription, resource }): UsageLine => ({
    ...resourceLine(resource, subscription),
    detail: describeIdentity(resource),
    resourceId: resource.id,
  }));
  return await showLines<UsageLine, string>(
    {
      title: vscode.l10n.t("Where {0} is used", resourceName(identityId)),
      placeholder: vscode.l10n.t("Select a resource to show it in the tree"),
      items: [
        ...lines,
        ...deps.serviceUses.usesOf(identityId).map(serviceLine),
        heading(""),
        { icon: "info", label: describeUsage(deps.identityUsages.of({ id: identityId })) },
      ],
    },
    ({ resourceId }) => Promise.resolve(resourceId),
  );
}
