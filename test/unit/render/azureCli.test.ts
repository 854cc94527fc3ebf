import { describe, expect, it } from "vitest";
import { render } from "../../../src/render/render";
import { identityId, state } from "../identity/states";
import { codeLines, flexible, machine, options, planned, resourceId, subscription, uniform } from "./operations";

const vm = resourceId(machine, "vm1");
const assignApp = { kind: "assignUserAssigned", ids: [identityId("app")] } as const;

function bash(...operations: Parameters<typeof render>[1]): string[] {
  return codeLines(render("azureCliBash", operations, options), "#");
}

describe("the usual command", () => {
  it("names only what is added", () => {
    expect(bash(planned(machine, "vm1", state(true, "web"), assignApp))).toEqual([
      `az vm identity assign --ids ${vm} --identities ${identityId("app")}`,
    ]);
  });

  it("calls the system-assigned identity by the CLI's own word, quoted from the shell", () => {
    expect(bash(planned(machine, "vm1", state(false), { kind: "enableSystemAssigned" }))).toEqual([
      `az vm identity assign --ids ${vm} --identities '[system]'`,
    ]);
  });

  it("removes all in one command", () => {
    expect(bash(planned(uniform, "set1", state(true, "app", "web"), { kind: "removeAll" }))).toEqual([
      `az vmss identity remove --ids ${resourceId(uniform, "set1")} --identities '[system]' ${identityId("app")} ${identityId("web")}`,
    ]);
  });
});

it("swaps identities with one PATCH and waits for its end, because two commands would leave a gap", () => {
  const swap = { kind: "setTo", state: state(false, "web") } as const;
  const text = render("azureCliBash", [planned(machine, "vm1", state(false, "app"), swap)], options);
  const body = {
    identity: { type: "UserAssigned", userAssignedIdentities: { [identityId("app")]: null, [identityId("web")]: {} } },
  };
  expect(codeLines(text, "#")).toEqual([
    `az rest --method patch --url ${vm} --url-parameters api-version=2024-07-01 --body '${JSON.stringify(body)}'`,
    `az resource wait --updated --interval 5 --api-version 2024-07-01 --ids ${vm}`,
  ]);
  expect(text).toContain("# one patch");
});

it("assigns on a Flexible scale set with a PATCH, because the CLI's own command may fail after the change", () => {
  const text = render("azureCliBash", [planned(flexible, "set1", state(false, "web"), assignApp)], options);
  expect(text).toContain("# flexible needs a patch\naz rest --method patch ");
  const removal = { kind: "removeUserAssigned", ids: [identityId("web")] } as const;
  expect(bash(planned(flexible, "set1", state(false, "web", "app"), removal))[0]).toMatch(/^az vmss identity remove /);
});

it("sends the etag of the reading with a PATCH", () => {
  const swap = { kind: "setTo", state: state(false, "web") } as const;
  const change = { ...planned(machine, "vm1", state(false, "app"), swap), etag: '"7"' };
  expect(bash(change)[0]).toContain(`--headers 'If-Match="7"' --body`);
});

it("loops over the resources of a batch that need the same command, and keeps the others apart", () => {
  const lines = bash(
    planned(machine, "vm1", state(false), assignApp),
    planned(machine, "vm2", state(true), assignApp),
    planned(uniform, "set1", state(false), assignApp),
  );
  expect(lines).toEqual([
    "for id in \\",
    `  ${vm} \\`,
    `  ${resourceId(machine, "vm2")}`,
    "do",
    `  az vm identity assign --ids "$id" --identities ${identityId("app")}`,
    "done",
    `az vmss identity assign --ids ${resourceId(uniform, "set1")} --identities ${identityId("app")}`,
  ]);
});

it("loops in PowerShell, and lists in cmd", () => {
  const batch = ["vm1", "vm2"].map((name) => planned(machine, name, state(false), assignApp));
  expect(codeLines(render("azureCliPowerShell", batch, options), "#")).toEqual([
    "foreach ($id in @(",
    `  '${vm}'`,
    `  '${resourceId(machine, "vm2")}'`,
    ")) {",
    `  az vm identity assign --ids $id --identities '${identityId("app")}'`,
    "}",
  ]);
  expect(codeLines(render("azureCliCmd", batch, options), "rem")).toEqual([
    `az vm identity assign --ids ${vm} --identities ${identityId("app")}`,
    `az vm identity assign --ids ${resourceId(machine, "vm2")} --identities ${identityId("app")}`,
  ]);
});

describe("what has to be known", () => {
  it("says that the CLI's upgrade hint is not for identities, where the CLI gives that hint", () => {
    expect(render("azureCliBash", [planned(uniform, "s", state(false), assignApp)], options)).toContain("upgrade hint");
    expect(render("azureCliBash", [planned(machine, "s", state(false), assignApp)], options)).not.toContain("upgrade");
    const remove = { kind: "removeAll" } as const;
    expect(render("azureCliBash", [planned(uniform, "s", state(true), remove)], options)).not.toContain("upgrade");
  });

  it("shows a hazard once for a whole batch", () => {
    const off = { kind: "disableSystemAssigned" } as const;
    const text = render(
      "azureCliBash",
      ["vm1", "vm2"].map((name) => planned(machine, name, state(true, "app"), off)),
      options,
    );
    expect(text.match(/hazard systemAssignedIsLost/g)).toHaveLength(1);
  });

  it("runs nothing where nothing is to be done", () => {
    const text = render("azureCliBash", [planned(machine, "vm1", state(false, "app"), assignApp)], options);
    expect(text).toBe("# nothing to do on vm1\n");
  });

  it("runs nothing that Azure would refuse, and says why", () => {
    const text = render(
      "azureCliBash",
      [planned(flexible, "set1", state(false), { kind: "enableSystemAssigned" })],
      options,
    );
    expect(text).toBe("# hazard flexibleTakesUserAssignedOnly\n# blocked on set1\n");
  });
});

describe("a new identity", () => {
  const create = {
    kind: "createUserAssignedIdentity",
    id: identityId("fresh", "-rg"),
    location: "westeurope",
    tags: { team: "web & shop", note: "it's $5" },
  } as const;

  it("carries tags as they are, and a group whose name looks like an option", () => {
    expect(bash(create)).toEqual([
      `az identity create --subscription ${subscription} --resource-group=-rg --name fresh --location westeurope` +
        ` --tags 'team=web & shop' 'note=it'\\''s $5'`,
    ]);
  });

  it.each(["a=b", "@file", "-x", ""])("is made with a PUT where the CLI would misread the tag name %j", (name) => {
    expect(bash({ ...create, tags: { [name]: "value" } })[0]).toMatch(/^az rest --method put --url /);
  });

  it("is made with a PUT where the CLI would send a file in the place of a tag", () => {
    const [line = ""] = bash({ ...create, tags: { note: "@/etc/passwd", "a=@/etc/passwd": "=@/etc/passwd" } });
    expect(line).toMatch(/^az rest --method put --url /);
    expect(line).not.toContain("=@");
  });
});

it("refuses an id or an etag that the CLI would read as the name of a file", () => {
  const id = identityId("x=@secret");
  const removal = { kind: "removeUserAssigned", ids: [id] } as const;
  const before = { ...state(false), userAssigned: [{ id }] };
  expect(() => bash(planned(machine, "vm1", before, removal))).toThrow("cannot carry");
  const swap = planned(machine, "vm1", state(false, "app"), { kind: "setTo", state: state(false, "web") });
  expect(() => bash({ ...swap, etag: "@secret" })).toThrow("cannot carry");
});

it("assigns a role by the principal's id and type, which needs no directory lookup", () => {
  const name = "22222222-2222-2222-2222-222222222222";
  const role = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  const assignment = {
    kind: "assignRole",
    name,
    principalId: "33333333-3333-3333-3333-333333333333",
    roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    scope: "/subscriptions/s/resourceGroups/rg (old)",
  } as const;
  expect(bash(assignment)).toEqual([
    `az role assignment create --name ${name} --assignee-object-id ${assignment.principalId}` +
      ` --assignee-principal-type ServicePrincipal --role ${role} --scope '/subscriptions/s/resourceGroups/rg (old)'`,
  ]);
});
