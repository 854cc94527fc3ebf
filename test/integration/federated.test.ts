import { beforeAll, expect, test } from "vitest";
import type { ViewPane } from "../host/driver/viewPane";
import { identities } from "../emulator/src/estate/identitySeeds";
import { useWorkbench } from "./harness/useWorkbench";
import { writes } from "./support/identities";
import { identityPath, openIdentities } from "./support/identityView";

const session = useWorkbench({
  files: {
    "README.md": "# Web\n",
    ".git/config": `[remote "origin"]\n\turl = https://github.com/contoso/web.git\n`,
  },
});
let view: ViewPane;
beforeAll(async () => {
  view = await openIdentities(session().workbench);
});

const ADD = "Add Federated Credential...";
const deploy = identityPath("id-web-deploy");
const group = (path: ReturnType<typeof identityPath>) => [...path, "Federated credentials"];
const listings = () =>
  session()
    .emulator.control.requests()
    .filter(({ method, path }) => method === "GET" && /federatedIdentityCredentials$/i.test(path)).length;

const stored = (identity: string, name: string) =>
  session().emulator.control.resource(`${identity}/federatedIdentityCredentials/${name}`);

test("they are listed when they are opened, once", async () => {
  await view.tree.expand(deploy);
  expect(listings()).toBe(0);
  const rows = await view.tree.children(group(deploy));
  expect(rows.map(({ label, description }) => [label, description])).toEqual([
    ["github-main", "repo:contoso/web:ref:refs/heads/main"],
    ["github-production", "repo:contoso/web:environment:production"],
  ]);
  await view.tree.collapse(group(deploy));
  await view.tree.children(group(deploy));
  expect(listings()).toBe(1);
  expect((await view.tree.row(group(deploy))).description).toBe("2");
  expect(await view.tree.tooltip([...group(deploy), "github-main"])).toContain(
    "https://token.actions.githubusercontent.com",
  );
});

test("what could not be listed says so, and is tried again by a click", async () => {
  const { emulator } = session();
  const path = identityPath("id-web-api");
  emulator.control.inject({
    path: /id-web-api\/federatedIdentityCredentials/i,
    status: 403,
    body: { error: { code: "AuthorizationFailed", message: "no" } },
  });
  const failed = [...group(path), "Couldn't list federated credentials"];
  expect((await view.tree.row(failed)).description).toContain("have permission");
  await view.tree.click(failed);
  await view.tree.gone(failed);
});

test("GitHub Actions: a branch, checked while one types, agreed to before it is added", async () => {
  const { workbench, emulator } = session();
  const { quickInput } = workbench;
  emulator.control.clearRequests();
  await view.tree.chooseFromMenu(deploy, ADD);
  await quickInput.waitFor({ placeholder: "Who can act as the identity" });
  await quickInput.choose(/GitHub Actions/);
  await quickInput.waitFor({ message: /GitHub repository/ });
  expect((await quickInput.now())?.value).toBe("contoso/web");
  await quickInput.type("contoso");
  await quickInput.waitFor({ message: /Enter a value/ });
  await quickInput.type("contoso/web");
  await quickInput.accept();
  await quickInput.choose("Branch");
  await quickInput.waitFor({ message: /Name of the branch/ });
  await quickInput.type("release/*");
  await quickInput.waitFor({ message: /Wildcards \(\*\) aren't supported/ });
  await quickInput.type("main");
  await quickInput.waitFor({ message: /^The identity already trusts this through its credential github-main/ });
  await quickInput.type("release");
  await quickInput.accept();
  await quickInput.waitFor({ message: /Name of the federated credential/ });
  expect((await quickInput.now())?.value).toBe("github-web-release");
  await quickInput.type("GitHub-Main");
  await quickInput.waitFor({ message: /^The identity already has a credential with this name/ });
  await quickInput.type("github-release");
  await quickInput.accept();
  await quickInput.waitFor({ message: /^Audience/ });
  await quickInput.accept();
  const review = await quickInput.waitFor({ placeholder: /will be able to act as id-web-deploy/ });
  expect(review.items[0]).toMatchObject({ description: "repo:contoso/web:ref:refs/heads/release" });
  expect(writes(emulator)).toEqual([]);
  await quickInput.choose(/Add$/);
  await workbench.notifications.press(
    "id-web-deploy now trusts repo:contoso/web:ref:refs/heads/release.",
    "Show Workflow",
  );
  const workflow = await workbench.editor.waitForText("the workflow", (text) => text.includes("azure/login"));
  expect(workflow).toContain('branches: ["release"]');
  expect(stored(identities.deployment, "github-release")).toMatchObject({
    properties: {
      issuer: "https://token.actions.githubusercontent.com",
      subject: "repo:contoso/web:ref:refs/heads/release",
      audiences: ["api://AzureADTokenExchange"],
    },
  });
  await view.tree.row([...group(deploy), "github-release"]);
});

test("Kubernetes, from the palette, with a step back on the way", async () => {
  const { workbench } = session();
  const { quickInput } = workbench;
  await workbench.palette.run("Managed Identities: Add Federated Credential...");
  await quickInput.waitFor({ placeholder: "Select a user-assigned identity" });
  await quickInput.choose("id-web-frontend");
  await quickInput.choose(/Another issuer/);
  await quickInput.waitFor({ message: /Issuer URL/ });
  await quickInput.back();
  await quickInput.choose(/Kubernetes/);
  await quickInput.waitFor({ message: /OIDC issuer URL/ });
  await quickInput.type("http://oidc.example");
  await quickInput.waitFor({ message: /Enter an https/ });
  await quickInput.type("https://oidc.prod-aks.azure.com/1");
  await quickInput.accept();
  await quickInput.waitFor({ message: /Namespace/ });
  await quickInput.type("Pay");
  await quickInput.waitFor({ message: /isn't allowed/ });
  await quickInput.type("pay");
  await quickInput.accept();
  await quickInput.waitFor({ message: /Service account/ });
  await quickInput.type("api");
  await quickInput.accept();
  await quickInput.waitFor({ message: /Name of the federated credential/ });
  await quickInput.accept();
  await quickInput.waitFor({ message: /^Audience/ });
  await quickInput.accept();
  await quickInput.choose(/Add$/);
  await workbench.notifications.waitFor(/^id-web-frontend now trusts/);
  expect(stored(identities.webFrontend, "kubernetes-pay-api")).toMatchObject({
    properties: { issuer: "https://oidc.prod-aks.azure.com/1", subject: "system:serviceaccount:pay:api" },
  });
});

test("one is removed after a question that names who loses", async () => {
  const { workbench, emulator } = session();
  await view.tree.chooseFromMenu([...group(deploy), "github-production"], "Remove Federated Credential...");
  const dialog = await workbench.dialog.waitFor(
    "Remove the federated credential github-production from id-web-deploy?",
  );
  expect(dialog.detail).toContain("repo:contoso/web:environment:production");
  await workbench.dialog.press("Remove");
  await workbench.notifications.waitFor("Removed github-production from id-web-deploy.");
  expect(stored(identities.deployment, "github-production")).toBeUndefined();
  expect(stored(identities.deployment, "github-main")).toBeDefined();
  expect(writes(emulator)).toContain("DELETE github-production");
  await view.tree.gone([...group(deploy), "github-production"]);
});

test("another issuer is added, and removed again from the palette, where it is picked", async () => {
  const { workbench } = session();
  const { quickInput } = workbench;
  const path = identityPath("id-batch-worker");
  await view.tree.chooseFromMenu(path, ADD);
  await quickInput.choose(/Another issuer/);
  await quickInput.waitFor({ message: /Issuer URL/ });
  await quickInput.type("https://gitlab.example");
  await quickInput.accept();
  await quickInput.waitFor({ message: /Subject/ });
  await quickInput.type("project_path:contoso/web:ref_type:branch:ref:main");
  await quickInput.accept();
  await quickInput.waitFor({ message: /Name of the federated credential/ });
  await quickInput.type("gitlab-main");
  await quickInput.accept();
  await quickInput.waitFor({ message: /^Audience/ });
  await quickInput.accept();
  await quickInput.choose(/Add$/);
  await workbench.notifications.waitFor(/^id-batch-worker now trusts project_path/);
  expect(stored(identities.batch, "gitlab-main")).toMatchObject({
    properties: { issuer: "https://gitlab.example", subject: "project_path:contoso/web:ref_type:branch:ref:main" },
  });
  await workbench.palette.run("Managed Identities: Remove Federated Credential...");
  await quickInput.choose("id-batch-worker");
  await quickInput.waitFor({ placeholder: /^Federated credentials to remove from id-batch-worker/ });
  await quickInput.tick("gitlab-main");
  await quickInput.accept();
  await workbench.dialog.waitFor("Remove the federated credential gitlab-main from id-batch-worker?");
  await workbench.dialog.press("Remove");
  await workbench.notifications.waitFor("Removed gitlab-main from id-batch-worker.");
  expect(stored(identities.batch, "gitlab-main")).toBeUndefined();
});

test("all that are selected are removed after one question; one that fails stops no other, and is named", async () => {
  const { workbench, emulator } = session();
  const names = ["one", "two", "three"];
  for (const name of names) {
    emulator.control.put(`${identities.webApi}/federatedIdentityCredentials/${name}`, {
      properties: { issuer: "https://id.example", subject: `job:${name}`, audiences: ["a"] },
    });
  }
  const path = identityPath("id-web-api");
  await view.tree.chooseFromMenu(group(path), "Refresh");
  emulator.control.clearRequests();
  emulator.control.inject({
    method: "DELETE",
    path: /federatedIdentityCredentials\/two/i,
    status: 409,
    body: { error: { code: "Conflict", message: "busy" } },
  });
  for (const name of names) {
    await view.tree.click([...group(path), name], name === "one" ? undefined : "Control");
  }
  await view.tree.chooseFromMenu([...group(path), "three"], "Remove Federated Credential...");
  const dialog = await workbench.dialog.waitFor("Remove these 3 federated credentials?");
  expect(names.filter((name) => dialog.detail.includes(`job:${name} of https://id.example`))).toEqual(names);
  await workbench.dialog.press("Remove");
  await workbench.notifications.waitFor(/^Removed 2 federated credentials\. Couldn't remove two of id-web-api: /);
  expect(names.filter((name) => stored(identities.webApi, name) !== undefined)).toEqual(["two"]);
  await view.tree.gone([...group(path), "one"]);
  await view.tree.row([...group(path), "two"]);
});

test("an identity that has twenty takes no more", async () => {
  const { workbench, emulator } = session();
  for (let index = 0; index < 20; index++) {
    emulator.control.put(`${identities.sqlBackup}/federatedIdentityCredentials/fic-${index}`, {
      properties: { issuer: "https://id.example", subject: `s${index}`, audiences: ["a"] },
    });
  }
  await view.tree.chooseFromMenu(identityPath("id-sql-backup"), ADD);
  await workbench.notifications.waitFor(/^id-sql-backup has 20 federated credentials/);
});

test("Azure DevOps: issuer and subject as the service connection shows them, and a pipeline that uses it", async () => {
  const { workbench } = session();
  const { quickInput } = workbench;
  await view.tree.chooseFromMenu(deploy, ADD);
  await quickInput.choose(/Azure DevOps/);
  await quickInput.waitFor({ message: /Issuer, as the service connection shows it/ });
  await quickInput.type("https://login.microsoftonline.com/contoso/v2.0");
  await quickInput.accept();
  await quickInput.waitFor({ message: /Subject identifier/ });
  await quickInput.type("sc://contoso/web/production");
  await quickInput.accept();
  await quickInput.waitFor({ message: /Name of the federated credential/ });
  await quickInput.type("azure-devops");
  await quickInput.accept();
  await quickInput.waitFor({ message: /^Audience/ });
  await quickInput.accept();
  await quickInput.waitFor({ placeholder: /will be able to act as id-web-deploy/ });
  await quickInput.choose(/Add$/);
  await workbench.notifications.press("id-web-deploy now trusts sc://contoso/web/production.", "Show Pipeline");
  const pipeline = await workbench.editor.waitForText("the pipeline", (text) => text.includes("AzureCLI@2"));
  expect(pipeline).toContain('azureSubscription: "production"');
  expect(stored(identities.deployment, "azure-devops")).toMatchObject({
    properties: { subject: "sc://contoso/web/production" },
  });
});
