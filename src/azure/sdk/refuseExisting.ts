import { AzureError } from "../azureError";
import type { ArmConnection } from "./armConnection";

/**
 * A PUT replaces: it would take the tags of an identity, or the trust of a credential, that is already there, and a person who creates
 * does not mean that one.
 * @throws AzureError `invalid` with the target `name` where there is one
 */
export async function refuseExisting(connection: ArmConnection, path: string, signal: AbortSignal): Promise<void> {
  try {
    await connection.get(connection.url(path), signal);
  } catch (error) {
    if (AzureError.is(error, "notFound")) {
      return;
    }
    throw error;
  }
  throw new AzureError({ reason: "invalid", target: "name" });
}
