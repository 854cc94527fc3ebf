import { expect, test } from "vitest";
import { useWorkbench } from "./useWorkbench";

const session = useWorkbench();

test("the packaged extension in a real VS Code shows the subscriptions of the local Azure", async () => {
  const { workbench, emulator } = session();
  await workbench.openContainer("Managed Identities");
  const { tree } = workbench.view("Resources");
  await tree.row([/./]);
  const rows = await tree.allRows();
  expect(rows.filter((row) => row.level === 1).map((row) => row.icon)).not.toContain("error");
  expect(emulator.control.requests().length).toBeGreaterThan(0);
});
