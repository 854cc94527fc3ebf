import { isObject, memberAt, objectAt, textAt, type JsonObject } from "../json";
import { isWithin, sameId } from "../resourceId";
import { evaluate, evaluateKnown, invalidTemplate, typed, type Scope } from "./evaluate";

export const deploymentType = "Microsoft.Resources/deployments";

/** A resource that a deployment asks for, its body still with the expressions that need other resources. */
export interface WantedResource {
  readonly id: string;
  readonly type: string;
  readonly apiVersion: string;
  readonly source: JsonObject;
  /** Ids and names that have to be there first. */
  readonly dependsOn: readonly string[];
}

export type SharedScope = Omit<Scope, "parameter" | "variable">;

/** The scope in which a template's expressions are evaluated: its parameters with their defaults, its variables. */
export function templateScope(template: JsonObject, values: JsonObject, shared: SharedScope): Scope {
  const declared = objectAt(template, "parameters") ?? {};
  const unknown = Object.keys(values).filter((name) => !(name in declared));
  if (unknown.length > 0) {
    throw invalidTemplate(
      `The following parameters were supplied, but do not correspond to any parameters defined in the template: '${unknown.join(", ")}'`,
    );
  }
  const scope: Scope = {
    ...shared,
    parameter: (name) => {
      const declaration = ownMember(declared, name);
      if (declaration === undefined) {
        throw invalidTemplate(`The template parameter '${name}' is not found`);
      }
      const given = ownMember(values, name);
      const value = memberAt(given, "value") ?? memberAt(declaration, "defaultValue");
      if (value === undefined) {
        throw invalidTemplate(`The value for the template parameter '${name}' is not provided`);
      }
      return given === undefined ? evaluate(value, scope) : value;
    },
    variable: (name) => {
      const value = ownMember(objectAt(template, "variables") ?? {}, name);
      if (value === undefined) {
        throw invalidTemplate(`The template variable '${name}' is not found`);
      }
      return evaluate(value, scope);
    },
  };
  for (const name of Object.keys(declared)) {
    scope.parameter(name);
  }
  return scope;
}

/** Names in templates are read without regard to case. */
function ownMember(of: JsonObject, name: string): unknown {
  return Object.entries(of).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** The resources that a template asks for, each after those that it depends on. Conditions are looked at, copies are refused. */
export function wantedResources(template: JsonObject, scope: Scope): readonly WantedResource[] {
  const list = memberAt(template, "resources");
  const sources = (Array.isArray(list) ? list : isObject(list) ? Object.values(list) : []).filter(isObject);
  return inOrder(sources.filter((source) => isWanted(source, scope)).map((source) => wanted(source, scope)));
}

function isWanted(source: JsonObject, scope: Scope): boolean {
  return !("condition" in source) || evaluate(source["condition"], scope) === true;
}

function wanted(source: JsonObject, scope: Scope): WantedResource {
  if ("copy" in source) {
    throw invalidTemplate("the emulator does not expand copy loops");
  }
  const type = String(evaluate(source["type"], scope));
  const name = String(evaluate(source["name"], scope));
  const onScope = source["scope"] === undefined ? undefined : String(evaluate(source["scope"], scope));
  const base = onScope?.startsWith("/") === true ? onScope : (nestedTarget(type, source, scope) ?? scope.target);
  const within = onScope === undefined || onScope.startsWith("/") ? "" : `/providers/${onScope}`;
  // A deployment makes nothing outside what it goes to, but for deployments of its own (the text is unverified).
  if (!isWithin(base, scope.target) && type.toLowerCase() !== deploymentType.toLowerCase()) {
    throw invalidTemplate(
      `The template resource '${name}' is not valid: the scope '${base}' is not within the scope of the deployment '${scope.target}'`,
    );
  }
  const dependsOn = memberAt(source, "dependsOn");
  return {
    id: `${base}${within}/providers/${typed(type, [name])}`,
    type,
    apiVersion: textAt(source, "apiVersion") ?? "2024-07-01",
    source,
    dependsOn: (Array.isArray(dependsOn) ? dependsOn : []).map((one) => String(evaluate(one, scope))),
  };
}

/** A deployment in a template can go to another resource group, or with a subscription alone to that subscription. */
function nestedTarget(type: string, source: JsonObject, scope: Scope): string | undefined {
  if (type.toLowerCase() !== deploymentType.toLowerCase()) {
    return undefined;
  }
  const text = (name: string): string | undefined =>
    source[name] === undefined ? undefined : String(evaluate(source[name], scope));
  const [subscriptionId, groupName] = [text("subscriptionId"), text("resourceGroup")];
  if (groupName !== undefined) {
    return `/subscriptions/${subscriptionId ?? scope.subscriptionId}/resourceGroups/${groupName}`;
  }
  return subscriptionId === undefined ? undefined : `/subscriptions/${subscriptionId}`;
}

function inOrder(all: readonly WantedResource[]): readonly WantedResource[] {
  const ordered: WantedResource[] = [];
  let waiting = [...all];
  while (waiting.length > 0) {
    const ready = waiting.filter(
      (one) => !one.dependsOn.some((dependency) => waiting.some((other) => other !== one && names(other, dependency))),
    );
    if (ready.length === 0) {
      throw invalidTemplate("Circular dependency detected on resources");
    }
    ordered.push(...ready);
    waiting = waiting.filter((one) => !ready.includes(one));
  }
  return ordered;
}

/** Whether a dependency, an id or a bare name, means this resource. */
export function names(resource: WantedResource, dependency: string): boolean {
  return sameId(resource.id, dependency) || resource.id.toLowerCase().endsWith(`/${dependency.toLowerCase()}`);
}

/** What a resource's body will be; expressions that need resources which are not there yet stay as they are. */
export function knownBody({ source }: WantedResource, scope: Scope): JsonObject {
  const body = evaluateKnown(bodyOf(source), scope);
  return isObject(body) ? body : {};
}

/** The body with everything evaluated. */
export function finalBody({ source }: WantedResource, scope: Scope): JsonObject {
  const body = evaluate(bodyOf(source), scope);
  return isObject(body) ? body : {};
}

const notInBody = new Set(["type", "apiVersion", "name", "dependsOn", "condition", "comments", "scope", "metadata"]);

function bodyOf(source: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(source).filter(([key]) => !notInBody.has(key)));
}
