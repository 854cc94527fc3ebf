import { AzureError } from "../azureError";

/**
 * A poll or a read that is refused after the write was accepted says nothing of the write. It must not read as a refusal of it: the
 * write would be sent again.
 */
export function unsettled(error: unknown): unknown {
  const isRefusedRead = AzureError.is(error, "throttled") || AzureError.is(error, "serverError");
  return isRefusedRead ? new AzureError({ reason: "network" }, error.answer, error) : error;
}
