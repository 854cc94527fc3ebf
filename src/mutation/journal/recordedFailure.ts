import type { AzureError, AzureFailure } from "../../azure/azureError";

/** An error as it is kept: its facts and the service's code. The service's own text is kept in memory only. */
export interface RecordedFailure {
  readonly failure: AzureFailure;
  readonly code: string | undefined;
  readonly correlationId: string | undefined;
  readonly message: string | undefined;
}

/** An error as it is kept. */
export function recordedFailure({ failure, answer }: AzureError): RecordedFailure {
  return { failure, code: answer?.code, correlationId: answer?.correlationId, message: answer?.message };
}
