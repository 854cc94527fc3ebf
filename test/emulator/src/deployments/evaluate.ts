import { ArmError } from "../armError";
import { guidFrom } from "../guid";
import { isObject, memberAt, type JsonObject } from "../json";
import { parseExpression, type Expression } from "./expression";

/** What expressions can refer to. */
export interface Scope {
  /** The id of what is deployed to: a resource group or a subscription. */
  readonly target: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** Empty where a subscription is deployed to. */
  readonly groupName: string;
  readonly groupLocation: string;
  readonly deploymentName: string;
  readonly parameter: (name: string) => unknown;
  readonly variable: (name: string) => unknown;
  /** The whole resource for an id or a name of the template; `undefined` while there is none. */
  readonly reference: (idOrName: string) => JsonObject | undefined;
  /** The variable of a lambda around the expression. */
  readonly lambdaVariable?: (name: string) => unknown;
}

type Lambda = (...values: readonly unknown[]) => unknown;

/** Thrown where an expression needs a resource that is not there yet: validation and what-if show the expression then. */
export class NotYetKnown extends Error {}

/** Evaluates every expression in a piece of a template. */
export function evaluate(value: unknown, scope: Scope): unknown {
  if (typeof value === "string") {
    const expression = parseExpression(value);
    return expression === undefined ? unescaped(value) : valueOf(expression, scope);
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => evaluate(item, scope));
  }
  if (isObject(value)) {
    // Keys can be expressions too: the dictionary of user-assigned identities is written so.
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [String(evaluate(key, scope)), evaluate(item, scope)]),
    );
  }
  return value;
}

/** As `evaluate`, but leaves standing what is not known yet. */
export function evaluateKnown(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => evaluateKnown(item, scope));
  }
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [String(evaluateKnown(key, scope)), evaluateKnown(item, scope)]),
    );
  }
  try {
    return evaluate(value, scope);
  } catch (error) {
    if (error instanceof NotYetKnown) {
      return value;
    }
    throw error;
  }
}

/** Only a text that would be an expression without its second bracket has been escaped. */
function unescaped(text: string): string {
  return text.startsWith("[[") && text.endsWith("]") ? text.slice(1) : text;
}

function valueOf(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "member":
      return member(valueOf(expression.of, scope), valueOf(expression.name, scope));
    case "call":
      return call(expression, scope);
  }
}

function member(of: unknown, name: unknown): unknown {
  const value: unknown = Array.isArray(of) ? of[Number(name)] : memberAt(of, String(name));
  if (value === undefined) {
    throw invalidTemplate(`The language expression property '${String(name)}' doesn't exist.`);
  }
  return value;
}

export function invalidTemplate(message: string): ArmError {
  return new ArmError(400, "InvalidTemplate", `Deployment template validation failed: '${message}'.`);
}

function call({ name, parameters }: Expression & { kind: "call" }, scope: Scope): unknown {
  if (name.toLowerCase() === "if") {
    const [condition, yes, no] = parameters;
    const chosen = condition !== undefined && valueOf(condition, scope) === true ? yes : no;
    return chosen === undefined ? null : valueOf(chosen, scope);
  }
  if (name.toLowerCase() === "lambda") {
    return lambda(parameters, scope);
  }
  const implementation = functions[name.toLowerCase()];
  if (implementation === undefined) {
    throw invalidTemplate(`The template function '${name}' is not valid.`);
  }
  return implementation(
    parameters.map((one) => valueOf(one, scope)),
    scope,
  );
}

/** The last parameter is the body, those before it name the variables. */
function lambda(parameters: readonly Expression[], scope: Scope): Lambda {
  const body = parameters.at(-1);
  const names = parameters.slice(0, -1).map((each) => String(valueOf(each, scope)));
  return (...values) => {
    const lambdaVariable = (name: string): unknown =>
      names.includes(name) ? values[names.indexOf(name)] : scope.lambdaVariable?.(name);
    return body === undefined ? null : valueOf(body, { ...scope, lambdaVariable });
  };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const functions: Readonly<Record<string, (values: readonly unknown[], scope: Scope) => unknown>> = {
  parameters: ([name], scope) => scope.parameter(String(name)),
  variables: ([name], scope) => scope.variable(String(name)),
  concat: (values) => (values.every(Array.isArray) ? values.flat() : values.map(String).join("")),
  format: (values) => formatted(values.map(String)),
  tolower: ([text]) => String(text).toLowerCase(),
  toupper: ([text]) => String(text).toUpperCase(),
  replace: ([text, from, to]) => String(text).replaceAll(String(from), String(to)),
  substring: ([text, start, length]) =>
    String(text).substring(Number(start), length === undefined ? undefined : Number(start) + Number(length)),
  take: ([text, length]) => String(text).slice(0, Number(length)),
  string: ([value]) => (typeof value === "string" ? value : JSON.stringify(value)),
  int: ([value]) => Number(value),
  base64: ([text]) => Buffer.from(String(text)).toString("base64"),
  length: ([value]) => (Array.isArray(value) || typeof value === "string" ? value.length : membersOf(value).length),
  empty: ([value]) => value === null || value === "" || (typeof value === "object" && membersOf(value).length === 0),
  contains: ([holder, item]) =>
    isObject(holder)
      ? Object.keys(holder).some((name) => name.toLowerCase() === String(item).toLowerCase())
      : (Array.isArray(holder) || typeof holder === "string") && holder.includes(String(item)),
  equals: ([left, right]) => JSON.stringify(left) === JSON.stringify(right),
  not: ([value]) => value !== true,
  and: (values) => values.every((value) => value === true),
  or: (values) => values.some((value) => value === true),
  true: () => true,
  false: () => false,
  null: () => null,
  json: ([text]) => JSON.parse(String(text)) as unknown,
  lambdavariables: ([name], scope) => scope.lambdaVariable?.(String(name)),
  map: ([list, each]) => listOf(list).map((item) => (each as Lambda)(item)),
  filter: ([list, test]) => listOf(list).filter((item) => (test as Lambda)(item) === true),
  toobject: ([list, key, value]) =>
    Object.fromEntries(
      listOf(list).map((item) => [String((key as Lambda)(item)), value === undefined ? item : (value as Lambda)(item)]),
    ),
  items: ([holder]) =>
    Object.entries(isObject(holder) ? holder : {})
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, value]) => ({ key, value })),
  createarray: (values) => [...values],
  createobject: (values) =>
    Object.fromEntries(values.flatMap((key, index) => (index % 2 === 0 ? [[String(key), values[index + 1]]] : []))),
  union: (values) =>
    values.every(Array.isArray) ? [...new Set(values.flat())] : (Object.assign({}, ...values) as unknown),
  coalesce: (values) => values.find((value) => value !== null) ?? null,
  guid: (values) => guidFrom(`template guid ${JSON.stringify(values)}`),
  uniquestring: (values) =>
    guidFrom(`template string ${JSON.stringify(values)}`)
      .replaceAll("-", "")
      .slice(0, 13),
  // Templates of the Azure CLI take the newest API version from here; the emulator answers alike at every one.
  providers: ([, type]) => ({ resourceType: String(type), locations: [], apiVersions: ["2024-07-01"] }),
  newguid: (_, scope) => guidFrom(`new guid of ${scope.deploymentName}`),
  utcnow: () => new Date().toISOString(),
  resourcegroup: (_, scope) => {
    if (scope.groupName === "") {
      throw invalidTemplate("The template function 'resourceGroup' is not expected at this location");
    }
    return {
      id: scope.target,
      name: scope.groupName,
      location: scope.groupLocation,
      type: "Microsoft.Resources/resourceGroups",
    };
  },
  subscription: (_, scope) => ({
    id: `/subscriptions/${scope.subscriptionId}`,
    subscriptionId: scope.subscriptionId,
    tenantId: scope.tenantId,
  }),
  tenant: (_, scope) => ({ tenantId: scope.tenantId }),
  deployment: (_, scope) => ({ name: scope.deploymentName }),
  resourceid: (values, scope) => resourceId(values.map(String), scope),
  subscriptionresourceid: (values, scope) => subscriptionResourceId(values.map(String), scope),
  extensionresourceid: ([id, type, ...names]) => `${String(id)}/providers/${typed(String(type), names.map(String))}`,
  reference: ([id, , full], scope) => {
    const found = scope.reference(String(id));
    if (found === undefined) {
      throw new NotYetKnown(String(id));
    }
    return String(full).toLowerCase() === "full" ? found : (found["properties"] ?? {});
  },
};

function formatted([text = "", ...values]: readonly string[]): string {
  return text.replace(/\{(\d+)\}/g, (_, index: string) => values[Number(index)] ?? "");
}

function membersOf(value: unknown): readonly string[] {
  return isObject(value) || Array.isArray(value) ? Object.keys(value) : [];
}

/** `resourceId([subscription,] [group,] type, name...)`: the type is the first value with a slash. */
function resourceId(values: readonly string[], scope: Scope): string {
  const at = values.findIndex((value) => value.includes("/"));
  const [groupName = scope.groupName, subscriptionId = scope.subscriptionId] = values
    .slice(0, Math.max(0, at))
    .reverse();
  return `/subscriptions/${subscriptionId}/resourceGroups/${groupName}/providers/${typed(values[at] ?? "", values.slice(at + 1))}`;
}

function subscriptionResourceId(values: readonly string[], scope: Scope): string {
  const at = values.findIndex((value) => value.includes("/"));
  const subscriptionId = at > 0 ? values[0] : scope.subscriptionId;
  return `/subscriptions/${subscriptionId ?? ""}/providers/${typed(values[at] ?? "", values.slice(at + 1))}`;
}

/** `Microsoft.X/a/b` with `name1`, `name2` gives `Microsoft.X/a/name1/b/name2`. */
export function typed(type: string, names: readonly string[]): string {
  const [namespace = "", ...types] = type.split("/");
  const parts = names.flatMap((name) => name.split("/"));
  if (types.length !== parts.length) {
    throw invalidTemplate(
      `Unable to evaluate template language function 'resourceId': the type '${type}' requires '${types.length}' name(s)`,
    );
  }
  return [namespace, ...types.flatMap((one, index) => [one, parts[index] ?? ""])].join("/");
}
