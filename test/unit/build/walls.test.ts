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
    ["identity/plan.ts", 'import { a } from "../azure/cloud";', "room"],
    ["identity/plan.ts", 'import * as vscode from "vscode";', "package"],
    ["identity/plan.ts", 'import fs from "node:fs";', "package"],
    ["template/arm/read.ts", 'import { a } from "../../azure/cloud";', "room"],
    ["render/curl.ts", 'import * as vscode from "vscode";', "package"],
    ["mutation/service.ts", 'import * as vscode from "vscode";', "package"],
    ["mutation/service.ts", 'const a = import("../azure/sdk/clients");', "room"],
    ["azure/inventory.ts", 'import { ComputeManagementClient } from "@azure/arm-compute";', "package"],
    ["azure/createAzure.ts", 'import { a } from "./sdk/clients";', "lazy"],
    ["tree/tree.ts", 'import { a } from "../commands/refresh";', "room"],
    ["commands/refresh.ts", 'import { a } from "../tree/tree";', "room"],
    ["commands/refresh.ts", 'export { a } from "@microsoft/vscode-azext-utils";', "package"],
    ["editor/lens.ts", 'import { a } from "../tree/tree";', "room"],
  ])("stop %s at %s", (file, code, complaint) => {
    expect(complaints(file, code)).toEqual([complaint]);
  });

  it.each([
    ["identity/plan.ts", 'import { a } from "./hazard";'],
    ["mutation/service.ts", 'import { AzureError } from "../azure/azureError";'],
    ["azure/createAzure.ts", 'const a = import("./sdk/clients");'],
    ["azure/sdk/clients.ts", 'import { ComputeManagementClient } from "@azure/arm-compute";'],
    ["ui/azext/prompts.ts", 'import { AzureWizard } from "@microsoft/vscode-azext-utils";'],
    ["tree/tree.ts", 'import { a } from "../ui/nodes";'],
    ["commands/copyAs.ts", 'import { a } from "../render/curl";'],
  ])("let %s through at %s", (file, code) => {
    expect(complaints(file, code)).toEqual([]);
  });
});
