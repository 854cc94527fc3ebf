import { type ArmRequest } from "../http/exchange";
import { isObject, type JsonObject, memberAt, objectAt } from "../json";
import { type PlannedDeployment } from "./deployment";
import { evaluate, invalidTemplate, NotYetKnown, type Scope } from "./evaluate";
import { deploymentType, type WantedResource } from "./template";

/** A deployment inside another: looked into, or not, where its parameters wait for a resource that is not there yet. */
export type ExpandedDeployment =
  | { readonly kind: "expanded"; readonly planned: PlannedDeployment }
  | { readonly kind: "shortCircuited"; readonly resource: WantedResource };

/** Reads the deployment with this id and these properties, and refuses what validation would refuse. */
type Plan = (request: ArmRequest, id: string, properties: JsonObject) => PlannedDeployment;

export function isDeployment({ type }: WantedResource): boolean {
  return type.toLowerCase() === deploymentType.toLowerCase();
}

/**
 * What the service looks into before it begins. A deployment with a parameter that needs `reference()` is passed over, with all that it
 * holds (github.com/Azure/arm-template-whatif issue 157): nothing of it is predicted, and a missing right in it shows only at its turn.
 */
export function expandNested(
  request: ArmRequest,
  wanted: readonly WantedResource[],
  scope: Scope,
  plan: Plan,
): readonly ExpandedDeployment[] {
  return wanted.filter(isDeployment).map((resource): ExpandedDeployment => {
    const properties = knownProperties(resource, scope);
    return properties === undefined
      ? { kind: "shortCircuited", resource }
      : { kind: "expanded", planned: plan(request, resource.id, properties) };
  });
}

/** The properties of a nested deployment, its parameters evaluated here and its template left to its own scope. */
export function nestedProperties({ source }: WantedResource, scope: Scope): JsonObject {
  const properties = objectAt(source, "properties") ?? {};
  if (evaluate(memberAt(objectAt(properties, "expressionEvaluationOptions"), "scope"), scope) !== "inner") {
    throw invalidTemplate("the emulator evaluates nested templates in the inner scope only");
  }
  const parameters = evaluate(memberAt(properties, "parameters") ?? {}, scope);
  return { ...properties, parameters: isObject(parameters) ? parameters : {} };
}

function knownProperties(resource: WantedResource, scope: Scope): JsonObject | undefined {
  try {
    return nestedProperties(resource, scope);
  } catch (error) {
    if (error instanceof NotYetKnown) {
      return undefined;
    }
    throw error;
  }
}
