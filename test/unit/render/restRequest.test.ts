import { describe, expect, it } from "vitest";
import { render } from "../../../src/render/render";
import { identityId, state } from "../identity/states";
import { codeLines, machine, options, planned, resourceId } from "./operations";

const assignApp = { kind: "assignUserAssigned", ids: [identityId("app")] } as const;
const body = JSON.stringify({
  identity: { type: "UserAssigned", userAssignedIdentities: { [identityId("app")]: {} } },
});

function url(name: string): string {
  return `https://management.azure.com${resourceId(machine, name)}?api-version=2024-07-01`;
}

describe("curl", () => {
  it("is one line with the method, the API version, a placeholder for the token and the body", () => {
    const text = render("curl", [planned(machine, "vm1", state(false), assignApp)], options);
    expect(codeLines(text, "#")).toEqual([
      "curl --fail-with-body --request PATCH --header 'Content-Type: application/json'" +
        ` --header "Authorization: Bearer $ACCESS_TOKEN" --data '${body}' '${url("vm1")}'`,
    ]);
    expect(text).toContain("# access token\n# ACCESS_TOKEN=$(az account get-access-token");
  });

  it("loops over the resources of a batch", () => {
    const batch = ["vm1", "vm2"].map((name) => planned(machine, name, state(false), assignApp));
    const lines = codeLines(render("curl", batch, options), "#");
    expect(lines.slice(0, 4)).toEqual(["for url in \\", `  '${url("vm1")}' \\`, `  '${url("vm2")}'`, "do"]);
    expect(lines.at(-2)).toMatch(/ "\$url"$/);
  });

  it("sends the etag of the reading", () => {
    const change = { ...planned(machine, "vm1", state(false), assignApp), etag: '"7"' };
    expect(render("curl", [change], options)).toContain(`--header 'If-Match: "7"'`);
  });

  it("makes a URL also of a name that is no text", () => {
    const change = planned(machine, "vm1", state(false), assignApp);
    const text = render("curl", [{ ...change, resourceId: resourceId(machine, "a\ud800b") }], options);
    expect(text).toContain("/virtualMachines/a%EF%BF%BDb?api-version=");
  });

  it("leaves nothing in the URL that curl would expand", () => {
    const change = planned(machine, "vm1", state(false), assignApp);
    const text = render("curl", [{ ...change, resourceId: resourceId(machine, "{a,b}[1-3] ü") }], options);
    expect(text).toContain("/virtualMachines/%7Ba,b%7D%5B1-3%5D%20%C3%BC?api-version=");
  });
});

describe("an HTTP file", () => {
  const text = render(
    "httpFile",
    ["vm1", "vm2"].map((name) => planned(machine, name, state(false), assignApp)),
    options,
  );

  it("holds a variable for the token and a request for each resource", () => {
    expect(text).toContain("@accessToken = <ACCESS_TOKEN>\n\n### PATCH vm1\n");
    expect(text.match(/^PATCH https:.* HTTP\/1\.1$/gm)).toEqual([
      `PATCH ${url("vm1")} HTTP/1.1`,
      `PATCH ${url("vm2")} HTTP/1.1`,
    ]);
    expect(text.match(/^Authorization: Bearer {{accessToken}}$/gm)).toHaveLength(2);
  });

  it("holds the body as JSON after an empty line", () => {
    const [, first = ""] = text.split(/^### .*$/m);
    expect(JSON.parse(first.slice(first.indexOf("\n\n")))).toEqual(JSON.parse(body));
  });

  it("lets no text in a body be read as a variable", () => {
    const create = {
      kind: "createUserAssignedIdentity",
      id: identityId("fresh"),
      location: "westeurope",
      tags: { "{{accessToken}}": "{{{{$aadToken}}" },
    } as const;
    const rendered = render("httpFile", [create], options);
    const sent = rendered.slice(rendered.lastIndexOf("\n\n"));
    expect(sent).not.toContain("{{");
    expect(JSON.parse(sent)).toEqual({ location: "westeurope", tags: create.tags });
  });
});

describe("a role assignment", () => {
  it("is a PUT below its scope that gives the principal's type", () => {
    const assignment = {
      kind: "assignRole",
      name: "name",
      principalId: "principal",
      roleDefinitionId: "role",
      scope: "/subscriptions/s/resourceGroups/rg",
    } as const;
    const text = render("httpFile", [assignment], options);
    expect(text).toContain(
      "PUT https://management.azure.com/subscriptions/s/resourceGroups/rg/providers/Microsoft.Authorization/roleAssignments/name?api-version=2022-04-01 HTTP/1.1",
    );
    expect(JSON.parse(text.slice(text.lastIndexOf("\n\n")))).toEqual({
      properties: { roleDefinitionId: "role", principalId: "principal", principalType: "ServicePrincipal" },
    });
  });
});
