import { ArmError } from "../armError";
import { type ArmRequest, bodyObject, param } from "../http/exchange";
import { renderIdentity } from "../identityWire";
import { isObject, type JsonObject, memberAt, objectAt, present, textAt } from "../json";
import { parseId } from "../resourceId";
import { readIdentity } from "../storedIdentity";
import { forbiddenResource } from "./applyResource";
import { evaluateKnown, type Scope } from "./evaluate";
import { type ExpandedDeployment, expandNested } from "./nestedDeployment";
import { deploymentType, templateScope, type WantedResource, wantedResources } from "./template";

/** A deployment that has been read and checked, before anything of it is done. */
export interface PlannedDeployment {
  readonly id: string;
  readonly name: string;
  readonly template: JsonObject;
  readonly parameters: JsonObject;
  readonly scope: Scope;
  readonly wanted: readonly WantedResource[];
  /** The deployments among `wanted`, as far as could be looked into them beforehand. */
  readonly nested: readonly ExpandedDeployment[];
}

/** Reads the template of a request. Refuses what validation would refuse: InvalidTemplate, missing rights. */
export function planDeployment(request: ArmRequest): PlannedDeployment {
  const properties = objectAt(bodyObject(request), "properties") ?? {};
  const target = `/subscriptions/${param(request, "subscriptionId")}/resourceGroups/${param(request, "groupName")}`;
  return planAt(request, `${target}/providers/${deploymentType}/${param(request, "deployment")}`, properties);
}

/** The same for the deployment with this id, which may be one inside another. */
export function planAt(request: ArmRequest, id: string, properties: JsonObject): PlannedDeployment {
  const template = objectAt(properties, "template");
  if (template === undefined) {
    throw new ArmError(
      400,
      "InvalidRequestContent",
      "The request content was invalid: the template is missing. Links to templates are not followed here.",
    );
  }
  const { subscriptionId = "", resourceGroup = "", parent: target = "", name = "" } = parseId(id) ?? {};
  const parameters = objectAt(properties, "parameters") ?? {};
  const scope: Scope = templateScope(template, parameters, {
    target,
    subscriptionId,
    tenantId: request.caller.tenantId,
    groupName: resourceGroup,
    groupLocation: textAt(request.world.store.get(target)?.body, "location") ?? "",
    deploymentName: name,
    reference: (idOrName) => referenced(request, wanted, target, idOrName),
  });
  const wanted: readonly WantedResource[] = wantedResources(template, scope);
  const forbidden = forbiddenResource(request, wanted);
  if (forbidden !== undefined) {
    throw forbidden;
  }
  const nested = expandNested(request, wanted, scope, planAt);
  return { id, name, template, parameters, scope, wanted, nested };
}

/** The resource that `reference` means: one by its id, or one of this template by its name. */
function referenced(
  request: ArmRequest,
  wanted: readonly WantedResource[],
  target: string,
  idOrName: string,
): JsonObject | undefined {
  const byName = wanted.find(({ id }) => parseId(id)?.name.toLowerCase() === idOrName.toLowerCase());
  const id = idOrName.startsWith("/") ? idOrName : (byName?.id ?? `${target}/providers/${idOrName}`);
  const stored = request.world.store.get(id);
  return stored === undefined
    ? undefined
    : present([
        ["id", stored.id],
        ...Object.entries(stored.body),
        ["identity", renderIdentity(readIdentity(stored.body["identity"]), "2024-07-01")],
      ]);
}

/** The parameters as a deployment shows them later: the values of secure ones are gone. */
export function shownParameters({ template, parameters }: PlannedDeployment): JsonObject {
  const declared = objectAt(template, "parameters") ?? {};
  const shown = Object.entries(declared).map(([name, declaration]) => {
    const type = textAt(declaration, "type") ?? "string";
    const value = memberAt(objectAt(parameters, name), "value") ?? memberAt(declaration, "defaultValue");
    return [
      name,
      /^secure/i.test(type)
        ? { type }
        : present([
            ["type", type],
            ["value", value],
          ]),
    ] as const;
  });
  return Object.fromEntries(shown);
}

/** The outputs of a template, once its resources are there. */
export function outputsOf({ template, scope }: PlannedDeployment): JsonObject {
  const outputs = Object.entries(objectAt(template, "outputs") ?? {}).filter(([, output]) => isObject(output));
  return Object.fromEntries(
    outputs.map(([name, output]) => [
      // The service spells them so: the Azure CLI calls an output `VMSS` in its template and reads `vmss`.
      name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase()),
      { type: textAt(output, "type") ?? "string", value: evaluateKnown(memberAt(output, "value"), scope) },
    ]),
  );
}
