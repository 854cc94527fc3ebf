import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/emulator";
import { machines, scaleSets } from "../src/estate/contosoMachines";
import { groupId, groups } from "../src/estate/groupSeeds";
import { identities, idsOf } from "../src/estate/identitySeeds";
import { subscriptions } from "../src/estate/places";
import { openApiAvailable, openApiValidator, type Complaint, type Validate } from "./openApi";
import { testClient, type TestClient } from "./testClient";

/** What is let pass, and why. */
const allowed: readonly { readonly matches: (complaint: Complaint) => boolean; readonly because: string }[] = [
  {
    because:
      "the description of tenants and subscriptions requires a next link on the last page too, where there is none",
    matches: ({ side, code, path }) =>
      side === "response" && code === "OBJECT_MISSING_REQUIRED_PROPERTY" && path === "/nextLink",
  },
];

/** What every answer of a kind has to hold, whether or not the API descriptions are at hand. */
type Form = "list" | "values" | "resource" | "error" | "empty";

const isId: unknown = expect.stringMatching(/^\/subscriptions\//);
const isText: unknown = expect.stringMatching(/./);

function expectForm(body: unknown, form: Form): void {
  switch (form) {
    case "list":
      expect(body).toMatchObject({
        value: expect.arrayContaining([expect.objectContaining({ id: isId, name: isText })]),
      });
      return;
    case "values":
      expect(body).toMatchObject({ value: expect.arrayContaining([expect.any(Object)]) });
      return;
    case "resource":
      expect(body).toMatchObject({ id: isId });
      return;
    case "error":
      expect(body).toMatchObject({ error: { code: isText, message: isText } });
      return;
    case "empty":
      expect(body ?? {}).not.toHaveProperty("error");
  }
}

const compute = "2024-07-01";
const identity = "2023-01-31";
const access = "2022-04-01";
const subscription = `/subscriptions/${subscriptions.production}`;
const authorization = "providers/Microsoft.Authorization";
const assignmentName = "0b5e2a54-7f3c-4a3e-9a52-3b7b0e9a1c01";
const made = identities.webApi.replace("resourcegroups", "resourceGroups").replace("id-web-api", "id-validated");

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly target: string;
  readonly body?: unknown;
  readonly status: number;
  readonly form: Form;
}

function read(name: string, target: string, form: Form = "resource"): Operation {
  return { name, method: "GET", target, status: 200, form };
}

/** What the extension asks for, in an order that makes before it deletes. */
const operations: readonly Operation[] = [
  read("tenants", "/tenants?api-version=2022-12-01", "values"),
  read("subscriptions", "/subscriptions?api-version=2022-12-01", "values"),
  read("one subscription", `${subscription}?api-version=2022-12-01`),
  read("locations", `${subscription}/locations?api-version=2022-12-01`, "values"),
  read(
    "all virtual machines",
    `${subscription}/providers/Microsoft.Compute/virtualMachines?api-version=${compute}`,
    "list",
  ),
  read(
    "virtual machines of a group",
    `${groupId(groups.data)}/providers/Microsoft.Compute/virtualMachines?api-version=${compute}`,
    "list",
  ),
  read("a virtual machine", `${machines.both}?api-version=${compute}`),
  read("a virtual machine with its instance view", `${machines.both}?$expand=instanceView&api-version=${compute}`),
  read("a virtual machine with an extension", `${machines.legacy}?api-version=${compute}`),
  read(
    "all scale sets",
    `${subscription}/providers/Microsoft.Compute/virtualMachineScaleSets?api-version=${compute}`,
    "list",
  ),
  read("a virtual machine with encryption and extensions", `${machines.monitored}?api-version=${compute}`),
  read("the nodes of a cluster", `${scaleSets.nodes}?api-version=${compute}`),
  read("a Uniform scale set", `${scaleSets.webFrontend}?api-version=${compute}`),
  read("a Flexible scale set", `${scaleSets.batchWorkers}?api-version=${compute}`),
  read("instances of a Uniform scale set", `${scaleSets.legacyAgents}/virtualMachines?api-version=${compute}`, "list"),
  read("instances of a Flexible scale set", `${scaleSets.batchWorkers}/virtualMachines?api-version=${compute}`, "list"),
  read("extensions of a virtual machine", `${machines.legacy}/extensions?api-version=${compute}`, "list"),
  read("extensions of a scale set", `${scaleSets.legacyAgents}/extensions?api-version=${compute}`, "list"),
  {
    name: "the end of an extension of a scale set",
    method: "DELETE",
    target: `${scaleSets.legacyAgents}/extensions/ManagedIdentityExtensionForWindows?api-version=${compute}`,
    status: 202,
    form: "empty",
  },
  {
    name: "the end of an extension of a virtual machine",
    method: "DELETE",
    target: `${machines.legacy}/extensions/ManagedIdentityExtensionForLinux?api-version=${compute}`,
    status: 202,
    form: "empty",
  },
  {
    name: "a new virtual machine",
    method: "PUT",
    target: `${machines.plain}-made?api-version=${compute}`,
    body: {
      location: "westeurope",
      identity: { type: "SystemAssigned" },
      properties: { hardwareProfile: { vmSize: "Standard_D2s_v3" } },
    },
    status: 201,
    form: "resource",
  },
  {
    name: "an identity assigned to a virtual machine",
    method: "PATCH",
    target: `${machines.plain}?api-version=${compute}`,
    body: { identity: { type: "UserAssigned", userAssignedIdentities: { [identities.webApi]: {} } } },
    status: 200,
    form: "resource",
  },
  {
    name: "an identity removed from a scale set",
    method: "PATCH",
    target: `${scaleSets.webFrontend}?api-version=${compute}`,
    body: {
      identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: { [identities.telemetry]: null } },
    },
    status: 200,
    form: "resource",
  },
  {
    name: "an upgrade of instances",
    method: "POST",
    target: `${scaleSets.legacyAgents}/manualupgrade?api-version=${compute}`,
    body: { instanceIds: ["*"] },
    status: 202,
    form: "empty",
  },
  read(
    "all identities",
    `${subscription}/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=${identity}`,
    "list",
  ),
  {
    name: "a new identity",
    method: "PUT",
    target: `${made}?api-version=${identity}`,
    body: { location: "westeurope" },
    status: 201,
    form: "resource",
  },
  read("an identity", `${made}?api-version=${identity}`),
  {
    name: "a new federated credential",
    method: "PUT",
    target: `${made}/federatedIdentityCredentials/github?api-version=${identity}`,
    body: {
      properties: {
        issuer: "https://token.actions.githubusercontent.com",
        subject: "repo:a/b",
        audiences: ["api://AzureADTokenExchange"],
      },
    },
    status: 201,
    form: "resource",
  },
  read("federated credentials", `${made}/federatedIdentityCredentials?api-version=${identity}`, "list"),
  {
    name: "the end of a federated credential",
    method: "DELETE",
    target: `${made}/federatedIdentityCredentials/github?api-version=${identity}`,
    status: 200,
    form: "empty",
  },
  {
    name: "the end of an identity",
    method: "DELETE",
    target: `${made}?api-version=${identity}`,
    status: 200,
    form: "empty",
  },
  read("role definitions", `${subscription}/${authorization}/roleDefinitions?api-version=${access}`, "list"),
  read(
    "a role definition by name",
    `${subscription}/${authorization}/roleDefinitions?$filter=roleName eq 'Reader'&api-version=${access}`,
    "list",
  ),
  {
    name: "a new role assignment",
    method: "PUT",
    target: `${groupId(groups.web)}/${authorization}/roleAssignments/${assignmentName}?api-version=${access}`,
    body: {
      properties: {
        principalId: idsOf(identities.webApi).principalId,
        principalType: "ServicePrincipal",
        roleDefinitionId: `${subscription}/${authorization}/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`,
      },
    },
    status: 201,
    form: "resource",
  },
  read(
    "role assignments of a principal",
    `${subscription}/${authorization}/roleAssignments?$filter=principalId eq '${idsOf(identities.webApi).principalId}'&api-version=${access}`,
    "list",
  ),
  {
    name: "the end of a role assignment",
    method: "DELETE",
    target: `${groupId(groups.web)}/${authorization}/roleAssignments/${assignmentName}?api-version=${access}`,
    status: 200,
    form: "empty",
  },
  read("permissions in a group", `${groupId(groups.web)}/${authorization}/permissions?api-version=${access}`, "values"),
  // The services refuse with this shape too; the descriptions declare it as the default answer.
  {
    name: "a machine that is not there",
    method: "GET",
    target: `${machines.plain}-absent?api-version=${compute}`,
    status: 404,
    form: "error",
  },
];

describe("answers to what the extension asks for", () => {
  let emulator: Emulator;
  let client: TestClient;
  let validate: Validate | undefined;

  beforeAll(async () => {
    emulator = await startEmulator();
    client = await testClient(emulator);
    validate = openApiAvailable ? await openApiValidator() : undefined;
  }, 120_000);
  afterAll(() => emulator.close());

  const against = openApiAvailable ? "as the services' API descriptions have it" : "in its form";
  it.each(operations)(`$name, ${against}`, async ({ method, target, body, status, form }) => {
    const received = await client.send(method, target, body === undefined ? {} : { body });
    expect(received.status).toBe(status);
    expectForm(received.body, form);
    const complaints = await validate?.({ method, target, received, ...(body === undefined ? {} : { body }) });
    expect((complaints ?? []).filter((one) => !allowed.some(({ matches }) => matches(one)))).toEqual([]);
  });

  it.runIf(openApiAvailable)("would be complained about if they were wrong", async () => {
    const target = `${machines.plain}?api-version=${compute}`;
    const received = await client.send("GET", target);
    const wrong = { ...received, body: { ...(received.body as object), identity: { type: "Everything" } } };
    expect(await validate?.({ method: "GET", target, received: wrong })).not.toEqual([]);
  });
});
