import type { QuickInputMatch } from "../../host/driver/quickInput";
import type { Workbench } from "../../host/workbench";
import type { TreePath, TreeView } from "../../host/driver/treeView";
import type { TextMatch } from "../../host/textMatch";

/** Opens the tree of resources. */
export async function openResources(workbench: Workbench): Promise<TreeView> {
  await workbench.openContainer("Managed Identities");
  return workbench.view("Resources").tree;
}

/** The path of a scale set of the production subscription. */
export function scaleSetPath(name: string): readonly string[] {
  return ["Contoso Production", "Scale sets", name];
}

/** The path of a virtual machine of the production subscription. */
export function machinePath(name: string): readonly string[] {
  return ["Contoso Production", "Virtual machines", name];
}

/** The line of the preview that applies all of it. Its icon may stand before the word as white space. */
export const APPLY = /^\s*Apply( to \d+)?$/;

/** The review of a change that can be made. */
export const REVIEW: QuickInputMatch = { placeholder: /^Nothing changes until you select Apply/ };

/** Chooses Apply in the preview; the dialog that names a loss comes after it where something is lost. */
export async function apply(workbench: Workbench, confirm?: string): Promise<void> {
  await workbench.quickInput.waitFor(REVIEW);
  await workbench.quickInput.choose(APPLY);
  if (confirm !== undefined) {
    await workbench.dialog.waitFor();
    await workbench.dialog.press(confirm);
  }
}

/** Opens the request of a preview in an editor of this name, which leaves the preview open. */
export async function showExactRequest({ quickInput, editor, screen }: Workbench, name: TextMatch): Promise<void> {
  await quickInput.waitFor({ placeholder: /^Nothing changes until you select / });
  await quickInput.pressButton(/^Show the Exact Requests?$/);
  await screen.untilTrue("the request", async () => (await editor.activeTab(name)) !== undefined);
}

/** Waits for the message that a change is verified, and clears it away, so that the next one cannot be taken for it. */
export async function verified(workbench: Workbench, name: string): Promise<string> {
  const message = new RegExp(`^${name} (now has|no longer has) .*\\(verified\\)\\.$`);
  const notification = await workbench.notifications.waitFor(message);
  await workbench.palette.run("Notifications: Clear All Notifications");
  return notification.message;
}

/** Chooses a command from the menu of a resource, and ticks identities where it asks for them. */
export async function chooseChange(
  workbench: Workbench,
  tree: TreeView,
  path: TreePath,
  command: string,
  ...identities: readonly TextMatch[]
): Promise<void> {
  await tree.chooseFromMenu(path, command);
  if (identities.length > 0) {
    await workbench.quickInput.waitFor({ placeholder: /^Identities / });
    await workbench.quickInput.tick(...(identities as [TextMatch, ...TextMatch[]]));
    await workbench.quickInput.accept();
  }
}
