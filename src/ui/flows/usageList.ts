import * as vscode from "vscode";
import { resourceIdKey, resourceName } from "../../identity/resourceId";
import type { App } from "../app";
import type { ResourceNode } from "../nodes";
import { identityInWords } from "../words/identity";
import { usageInWords } from "../words/usage";
import { resourceLine } from "./dependencyLines";
import { heading, showLines } from "./lines";

interface UsageLine extends vscode.QuickPickItem {
  readonly node?: ResourceNode;
}

/** Lists the resources that use an identity, and waits for one of them. @throws PromptCancelled */
export async function pickUse(app: App, identityId: string): Promise<ResourceNode> {
  await app.inventory.load();
  const uses = app.usage.usesOf(identityId);
  const lines = uses.map(({ subscriptionKey, subscription, resource }): UsageLine => ({
    ...resourceLine(resource, subscription),
    detail: identityInWords(resource),
    node: {
      kind: "resource",
      id: `${subscriptionKey}/resource/${resourceIdKey(resource.id)}`,
      subscriptionKey,
      resourceId: resource.id,
    },
  }));
  return await showLines<UsageLine, ResourceNode>(
    {
      title: vscode.l10n.t("Where {0} is used", resourceName(identityId)),
      placeholder: vscode.l10n.t("Choose a resource to see its properties"),
      items: [...lines, heading(""), { label: `$(info) ${usageInWords(uses.length, app.usage.current.coverage)}` }],
    },
    ({ node }) => Promise.resolve(node),
  );
}
