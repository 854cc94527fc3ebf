import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { walls } from "../../../build/walls.mjs";

function complaints(file: string, code: string): string[] {
  const linter = new Linter();
  const messages = linter.verify(
    code,
    [{ files: ["**/*.ts"], plugins: { house: { rules: { walls } } }, rules: { "house/walls": "error" } }],
    { filename: `src/${file}` },
  );
  return messages.map((message) => message.messageId ?? message.message);
}

describe("the walls", () => {
  it.each([
    ["identity/plan.ts", 'import { a } from "../azure/accounts";', "room"],
    ["identity/plan.ts", 'import * as vscode from "vscode";', "package"],
    ["identity/plan.ts", 'import fs from "node:fs";', "package"],
    ["documents/arm/read.ts", 'import { isDeepStrictEqual } from "node:util";', "package"],
    ["documents/arm/read.ts", 'import { a } from "../../azure/accounts";', "room"],
    ["render/curl.ts", 'import * as vscode from "vscode";', "package"],
    ["mutation/service.ts", 'import * as vscode from "vscode";', "package"],
    ["mutation/service.ts", 'const a = import("../azure/http/armConnection");', "room"],
    ["features/access/grantAccess.ts", 'import { a } from "../../azure/compute/computeGateway";', "room"],
    ["azure/inventory/inventory.ts", 'import { ComputeManagementClient } from "@azure/arm-compute";', "package"],
    ["azure/createAzure.ts", 'import { a } from "./compute/computeGateway";', "lazy"],
    ["azure/compute/computeResource.ts", 'import { a } from "./computeClient";', "lazy"],
    ["views/resourceTree.ts", 'import { a } from "../features/treeCommands/refresh";', "room"],
    ["features/treeCommands/refresh.ts", 'import { a } from "../../views/resourceTree";', "room"],
    ["features/treeCommands/refresh.ts", 'export { a } from "@microsoft/vscode-azext-utils";', "package"],
    ["features/access/grantAccess.ts", 'import { a } from "../history/undoEntry";', "feature"],
    ["features/changeIdentities/assignUserAssigned.ts", 'import { a } from "../identities/createIdentity";', "feature"],
    ["features/usage/showImpact.ts", 'import { a } from "../access/accessRemove";', "feature"],
    ["features/registerCommands.ts", 'import { a } from "./history/undoEntry";', "feature"],
    ["features/templates/write.ts", 'import { armLanguage } from "../../documents/arm/armLanguage";', "language"],
    ["features/copyAs/copyAs.ts", 'import { a } from "../../documents/arm/write/style";', "language"],
    ["ui/prompts.ts", 'import { a } from "../features/copyAs/copyAs";', "room"],
  ])("stop %s at %s", (file, code, complaint) => {
    expect(complaints(file, code)).toEqual([complaint]);
  });

  it.each([
    ["identity/plan.ts", 'import { a } from "./hazard";'],
    ["mutation/service.ts", 'import { AzureError } from "../azure/azureError";'],
    ["azure/createAzure.ts", 'const a = import("./compute/computeGateway");'],
    ["azure/compute/computeClient.ts", 'import { ComputeManagementClient } from "@azure/arm-compute";'],
    ["azure/compute/computeGateway.ts", 'import { a } from "../http/followOperation";'],
    ["azure/signIn/identitySignIn.ts", 'const a = import("../http/toAzureError");'],
    ["ui/azext/prompts.ts", 'import { AzureWizard } from "@microsoft/vscode-azext-utils";'],
    ["views/resourceTree.ts", 'import { a } from "../ui/nodes";'],
    ["features/copyAs/copyAs.ts", 'import { a } from "../../render/curl";'],
    ["features/history/undoEntry.ts", 'import { a } from "../changeIdentities/changeIdentities";'],
    ["features/registerCommands.ts", 'import { a } from "./command";'],
    ["features/templates/write.ts", 'import { a } from "../../documents/textEdit";'],
    ["documents/arm/armLanguage.ts", 'import { a } from "./seam/armDocument";'],
    ["extension.ts", 'import { a } from "./documents/arm/armLanguage";'],
    ["extension.ts", 'import { register } from "./features/history/history";'],
  ])("let %s through at %s", (file, code) => {
    expect(complaints(file, code)).toEqual([]);
  });
});
