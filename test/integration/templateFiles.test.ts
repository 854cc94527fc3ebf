import { describe, expect, test } from "vitest";
import { templateSources } from "../corpus/templates/templateFiles";
import { readArmTemplate } from "../../src/documents/arm/model";
import { changeIdentity } from "../../src/documents/arm/write/changeIdentity";
import { applyEdits } from "../../src/documents/textEdit";
import { useWorkbench } from "./harness/useWorkbench";
import { expectOnDisk } from "./support/templateFiles";

/** Files that differ in what is hard about them: the project's own, and public ones where they are at hand. */
const chosen = {
  "own-tabs.json": "own/no identity, tabs",
  "own-windows.json": "own/literal ids, four blanks, CRLF, byte order mark",
  "own-comments.json": "own/literal ids, comments",
  "own-inner.json": "own/inner deployment in an outer one, trailing commas",
  "own-several.json": "own/side by side, blanks before colons",
  "tabs.json":
    "arm/microsoft__vscode-azurearmtools__test-snippets-expected-Windows-Virtual-Machine.snippetresult@b4b59300.json",
  "windows.json": "arm/Azure__AzureStack-QuickStart-Templates__101-vm-windowsandlinux-createmultiple-azuredeploy.json",
  "mark.json": "arm/Azure__azure-libraries-for-net__Samples-Asset-ArmTemplateVM.json",
  "inner.json": "arm/Azure__bicep__docs-examples-modules-cyclecloud-main@fb07eb71.json",
  "several.json": "arm/anthony-c-martin__azure-quickstart-templates__intel-lustre-clients-vmss-centos-azuredeploy.json",
};

const BYTE_ORDER_MARK = "\uFEFF";
const all = new Map(templateSources.flatMap(({ arm }) => arm).map(({ name, text }) => [name, text]));
const files = Object.fromEntries(
  Object.entries(chosen).flatMap(([name, from]) => {
    const text = all.get(from);
    return text === undefined ? [] : [[name, text]];
  }),
);

/** What the first resource's new identity makes of a file. VS Code keeps the byte order mark to itself. */
function expected(text: string): string {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  const template = readArmTemplate(text.slice(mark.length));
  const [resource] = template.resources;
  const outcome = resource && changeIdentity(template, resource, { kind: "enableSystemAssigned" });
  return outcome?.kind === "edits" ? mark + applyEdits(template.text, outcome.edits) : "";
}

describe("a template", () => {
  const session = useWorkbench({ files });

  test.each(Object.entries(files))(
    "%s gets an identity byte for byte as planned, and loses it by one undo",
    async (name, text) => {
      expect(expected(text)).not.toBe("");
      const { workbench } = session();
      const { editor, quickInput } = workbench;
      await editor.open(name);
      await workbench.palette.run("Managed Identities: Edit Identities in This Template...");
      const { placeholder, items } = await quickInput.waitFor({ title: /^Edit identities in this template/ });
      if (placeholder === "Which resource in this template?") {
        await quickInput.choose(items[0]?.label ?? "");
      }
      await quickInput.choose("Enable the system-assigned identity");
      await workbench.screen.untilTrue("the file being changed", async () =>
        (await editor.tabs()).some(({ active, dirty }) => active && dirty),
      );
      await editor.save();
      await expectOnDisk(session(), name, expected(text));
      await editor.undo();
      await editor.save();
      await expectOnDisk(session(), name, text);
    },
  );
});
