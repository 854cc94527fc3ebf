import { AzureError } from "../azureError";

/** Longer ids are in no document; a bound keeps an address sendable. */
const MAX_LENGTH = 2048;

/**
 * A scope or an id as it goes into an address, without its first slash. Nothing in it can leave its segment.
 * @throws AzureError `invalid` with the given target for a text that is no path
 */
export function addressPath(text: string, target: string): string {
  const [first, ...segments] = text.split("/");
  const leadsAstray = segments.some((segment) => segment === "" || segment === "." || segment === "..");
  if (first !== "" || segments.length === 0 || leadsAstray || text.length > MAX_LENGTH) {
    throw new AzureError({ reason: "invalid", target });
  }
  return segments.map(encodeURIComponent).join("/");
}
