import { parseResourceId } from "./resourceId";

/** Whether an id is of the identity that Azure Policy makes for itself in each region. */
export function isPolicyIdentity(id: string): boolean {
  const parsed = parseResourceId(id);
  return (
    parsed?.resourceGroup.toLowerCase() === "built-in-identity-rg" &&
    parsed.names.at(-1)?.toLowerCase().startsWith("built-in-identity-") === true
  );
}
