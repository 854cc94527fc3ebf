import { beforeAll, expect, test } from "vitest";
import type { ViewPane } from "../host/driver/viewPane";
import { useWorkbench } from "./harness/useWorkbench";
import { openIdentities } from "./support/identityView";
import { openResources, scaleSetPath } from "./support/resources";

const session = useWorkbench();
let resources: ViewPane;
let identities: ViewPane;
beforeAll(async () => {
  identities = await openIdentities(session().workbench);
  await openResources(session().workbench);
  resources = session().workbench.view("Resources");
});

/** Types into the filter of a view, and gives the rows that are there while it is still open, once `shown` is among them and `hidden` is not. */
async function typeFilter(
  view: ViewPane,
  action: string,
  text: string,
  { shown, hidden }: { readonly shown: string; readonly hidden: string },
): Promise<readonly string[]> {
  const { quickInput, screen } = session().workbench;
  await view.titleAction(action);
  await quickInput.waitFor({ title: /^Filter/ });
  await quickInput.type(text);
  await screen.untilTrue(`the message of "${text}"`, async () => (await view.message()) === `Filter: ${text}`);
  const rows = await screen.until(`"${shown}" among the rows, and not "${hidden}"`, async () => {
    const read = async () => (await view.tree.allRows()).map(({ label }) => label);
    const labels = await read();
    // A tree that is being drawn again is read half as it was and half as it is.
    const isStill = (await read()).join("\n") === labels.join("\n");
    return isStill && labels.includes(shown) && !labels.includes(hidden) ? labels : undefined;
  });
  await quickInput.accept();
  return rows.filter((label) => /^(vm|vmss|id)-/.test(label));
}

test("resources are filtered as one types, by resource group, tag, identity and state, and the filter can be edited", async () => {
  const by = (text: string, shown: string, hidden: string) =>
    typeFilter(resources, "Filter Resources...", text, { shown, hidden });
  expect(await by("group:rg-web-prod no identity", "vm-web-bastion", "vm-sql-01")).toEqual([
    "vmss-web-canary",
    "vm-web-bastion",
  ]);
  expect(await by("app=web", "vmss-web-frontend", "vm-web-bastion")).toContain("vmss-web-api");
  expect(await by("uses id-web-api", "vmss-web-api", "vmss-web-frontend")).not.toContain("vm-web-build");
  expect(await by("dead reference", "vm-reports-01", "vmss-web-api")).not.toContain("vm-sql-01");
  expect(await by("region:germanywestcentral", "vmss-payments", "vm-reports-01")).not.toContain("vmss-web-api");
  await resources.titleAction("Clear Resource Filter");
  await resources.tree.row(scaleSetPath("vmss-web-frontend"));
});

test("where nothing matches, the view says so with a button that clears the filter", async () => {
  const { quickInput } = session().workbench;
  await resources.titleAction("Filter Resources...");
  await quickInput.waitFor({ title: "Filter resources" });
  await quickInput.type("nothing-is-called-this");
  const { text, buttons } = await resources.welcome();
  expect(text).toContain("No resource matches the filter.");
  expect(buttons).toEqual(["Clear Filter", "Edit Filter"]);
  await quickInput.accept();
  await resources.pressWelcomeButton("Clear Filter");
  await resources.tree.row(scaleSetPath("vmss-web-frontend"));
});

test("identities have a filter of their own", async () => {
  const by = (text: string, shown: string, hidden: string) =>
    typeFilter(identities, "Filter User-Assigned Identities...", text, { shown, hidden });
  expect(await by("deleted", "id-reports-old", "id-web-api")).toEqual(["id-reports-old"]);
  expect(await by("used by vmss-web-frontend", "id-web-frontend", "id-reports-old")).toEqual([
    "id-web-frontend",
    "id-telemetry",
  ]);
  expect(await by("unused", "id-unused", "id-web-frontend")).not.toContain("id-telemetry");
  await identities.titleAction("Clear Identity Filter");
  await identities.tree.row(["Contoso Production", "id-web-api"]);
});
