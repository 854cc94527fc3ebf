/**
 * The query of Azure Resource Graph for role assignments of everything but users: of all roles, or of those with these keys
 * (`roleDefinitionKey`).
 */
export function roleAssignmentsQuery(roleKeys?: readonly string[]): string {
  const isOneOf = roleKeys?.filter(isGuid).map((key) => `role endswith '/${key}'`);
  return [
    "authorizationresources",
    "where type =~ 'microsoft.authorization/roleassignments'",
    "where tostring(properties.principalType) !~ 'User'",
    ...(isOneOf === undefined
      ? []
      : [
          "extend role = tolower(tostring(properties.roleDefinitionId))",
          // Of no role at all there is nothing.
          `where ${isOneOf.length === 0 ? "false" : isOneOf.join(" or ")}`,
        ]),
    "project id, properties",
    "order by id asc",
  ].join("\n| ");
}

const isGuid = (text: string): boolean => /^[0-9a-f-]{36}$/i.test(text);
