import * as vscode from "vscode";
import type { ComputeResource } from "../../azure/compute/computeResource";

/** An icon as a row of a tree takes it. */
export type RowIcon = NonNullable<vscode.TreeItem["iconPath"]>;

/** Which identities an icon shows. */
type Shown = "none" | "system" | "user" | "both" | "unknown";

function shownOf({ identity }: ComputeResource): Shown {
  if (identity.kind === "unreadable") {
    return "unknown";
  }
  const { systemAssigned, userAssigned } = identity.state;
  if (userAssigned.length === 0) {
    return systemAssigned ? "system" : "none";
  }
  return systemAssigned ? "both" : "user";
}

/** The icons of resources: the kind by its shape, the identities by what is at its foot: a shield for the system-assigned one, a head for user-assigned ones. */
export class ResourceIcons {
  /** @param media the folder of the extension's images */
  constructor(private readonly media: vscode.Uri) {}

  /** The icon turns while a change is running. */
  of(resource: ComputeResource, isBusy: boolean): RowIcon {
    if (isBusy) {
      return new vscode.ThemeIcon("loading~spin");
    }
    const file = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(this.media, "tree", `${resource.kind}-${shownOf(resource)}-${theme}.svg`);
    return { light: file("light"), dark: file("dark") };
  }
}
