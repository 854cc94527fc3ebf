import { ArmError } from "../armError";
import { param, queryValue, type Answer, type ArmRequest } from "../http/exchange";
import { page } from "../http/paging";
import { type Route } from "../http/router";
import { isWithin, parseId } from "../resourceId";
import { asStored } from "../store";

export const policyAssignmentType = "Microsoft.Authorization/policyAssignments";
export const policySetDefinitionType = "Microsoft.Authorization/policySetDefinitions";

/** Policy assignments at any scope, and initiatives. They are only told of: nothing evaluates them. */
export const policyRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `/{scope*}/providers/${policyAssignmentType}`,
    action: `${policyAssignmentType}/read`,
    handle: list,
  },
  // The definitions that Microsoft ships can be read by anyone who is signed in.
  { method: "GET", path: `/{scope*}/providers/${policySetDefinitionType}/{name}`, handle: getInitiative },
];

/** With `atScope()` those at the scope and above it; without, those below it as well (public reference of the list calls). */
function list(request: ArmRequest): Answer {
  const scope = param(request, "scope");
  const isAtScope = /^atScope\(\)$/i.test(queryValue(request.url, "$filter") ?? "");
  const found = request.world.store.ofType(policyAssignmentType, "").filter(({ id }) => {
    const assigned = parseId(id)?.parent ?? "";
    return isWithin(scope, assigned) || (!isAtScope && isWithin(assigned, scope));
  });
  return page(request, found, asStored);
}

function getInitiative(request: ArmRequest): Answer {
  const [scope, name] = [request.params["scope"] ?? "", param(request, "name")];
  const found = request.world.store.get(`${scope}/providers/${policySetDefinitionType}/${name}`);
  if (found === undefined) {
    throw new ArmError(404, "PolicySetDefinitionNotFound", `The policy set definition '${name}' could not be found.`);
  }
  return { status: 200, body: asStored(found) };
}
