import { describe, expect, test } from "vitest";
import { packageStarter } from "../host/packageExtension";
import { sampleFiles } from "../host/sampleWorkspace";
import { useWorkbench } from "./harness/useWorkbench";
import { apply, chooseChange, machinePath, openResources, verified } from "./support/resources";

const TITLE = "Get Started with Azure Managed Identities";
const steps = [
  "Sign in to Azure",
  "See who uses an identity",
  "Make your first change",
  "Edit a template",
  "Undo a change",
] as const;

describe("the window that npm start opens", async () => {
  const session = useWorkbench({
    files: await sampleFiles(),
    otherExtensions: [await packageStarter()],
    theme: "dark",
  });

  test("shows the views and the walkthrough, each step of which is ticked off by what is done, and by nothing less", async () => {
    const { workbench } = session();
    const { walkthrough, notifications, editor, quickInput } = workbench;
    await walkthrough.waitFor(TITLE);
    const tree = workbench.view("Resources").tree;
    await tree.row(["Contoso Production"]);
    expect((await walkthrough.steps()).map(({ title }) => title)).toEqual(steps);
    await walkthrough.waitForDone("Sign in to Azure");

    await walkthrough.open("See who uses an identity");
    await workbench.screenshot("out/pictures/walkthrough-usage-dark.png");
    await walkthrough.press("Show Where Used");
    await quickInput.waitFor({ title: /Show where an identity is used/ });
    await quickInput.cancel();
    expect((await walkthrough.steps()).filter(({ done }) => done).map(({ title }) => title)).toEqual([steps[0]]);
    await walkthrough.press("Show Where Used");
    await quickInput.choose("id-unused");
    await walkthrough.waitForDone("See who uses an identity");

    await walkthrough.open("Make your first change");
    await workbench.screenshot("out/pictures/walkthrough-change-dark.png");
    await chooseChange(
      workbench,
      tree,
      machinePath("vm-web-bastion"),
      "Assign User-Assigned Identities...",
      "id-web-api",
    );
    await apply(workbench);
    await verified(workbench, "vm-web-bastion");
    await walkthrough.waitForDone("Make your first change");

    await walkthrough.open("Undo a change");
    await workbench.screenshot("out/pictures/walkthrough-undo-dark.png");
    await walkthrough.press("Show Changes");
    await workbench.palette.run("Managed Identities: Undo Last Identity Change");
    await apply(workbench, "Remove");
    await notifications.waitFor(/vm-web-bastion/);
    await walkthrough.waitForDone("Undo a change");

    await walkthrough.open("Edit a template");
    await workbench.screenshot("out/pictures/walkthrough-template-dark.png");
    await walkthrough.press("Open Example Template");
    await editor.waitForText("the example", (text) => text.includes("vmss-example"));
    await editor.codeLenses();
    await editor.goTo(21, 17);
    await editor.takeCodeAction('Set the type to "SystemAssigned, UserAssigned"');
    await editor.waitForText("the fix", (text) => text.includes('"SystemAssigned, UserAssigned"'));
    await workbench.palette.run("View: Close Editor");
    await workbench.dialog.press("Don't Save");
    await walkthrough.waitForDone("Edit a template");
  });

  test("has templates worth trying: with faults to fix, nested, large, and in Terraform", async () => {
    const { workbench } = session();
    const { editor, panel } = workbench;
    await editor.open("faults.json");
    await editor.codeLenses();
    await panel.showProblems();
    const found = await workbench.screen.until("five problems", async () => {
      const problems = await panel.problems();
      return problems.length >= 5 ? problems : undefined;
    });
    expect(new Set(found.map(({ code }) => code)).size).toBeGreaterThanOrEqual(5);
    await workbench.screenshot("out/pictures/sample-faults.png");
    await panel.close();
    for (const file of ["nested.json", "large.json", "main.tf"]) {
      await editor.open(file);
      expect(await editor.codeLenses()).not.toEqual([]);
    }
  });
});

/** Something in the picture of each step that is in no other. */
const inPicture = [
  "Sign In to Azure",
  "id-keyvault-reader",
  "Show the Exact Request",
  "Remove the list",
  "Undo Change",
] as const;

describe.each([
  { theme: "light", colorTheme: "Default Light Modern" },
  { theme: "high-contrast", colorTheme: "Default High Contrast" },
])("the walkthrough in $theme", ({ theme, colorTheme }) => {
  const session = useWorkbench({
    userSettings: { "window.autoDetectColorScheme": false, "workbench.colorTheme": colorTheme },
  });

  test("has a picture for each step, and knows what was done before it was opened", async () => {
    const { workbench } = session();
    const { walkthrough, page, screen } = workbench;
    const tree = await openResources(workbench);
    await tree.row(["Contoso Production"]);
    await workbench.setSideBarWidth(200);
    await workbench.palette.run("Welcome: Open Walkthrough...");
    await workbench.quickInput.choose(/Azure Managed Identities/);
    await walkthrough.waitFor(TITLE);
    await walkthrough.waitForDone("Sign in to Azure");
    const picture = page
      .locator("iframe.webview")
      .last()
      .contentFrame()
      .locator("iframe")
      .last()
      .contentFrame()
      .locator("svg");
    for (const [index, step] of steps.entries()) {
      await walkthrough.open(step);
      await screen.untilTrue(`the picture of "${step}"`, () =>
        picture
          .getByText(inPicture[index] ?? "", { exact: true })
          .first()
          .isVisible(),
      );
      await workbench.screenshot(`out/pictures/walkthrough-${index + 1}-${theme}.png`);
    }
  });
});
