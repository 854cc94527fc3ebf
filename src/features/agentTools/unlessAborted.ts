import { AzureError } from "../../azure/azureError";

/** Waits for what others wait for too, and cannot be stopped, for as long as it is wanted. @throws AzureError `cancelled`, and what it throws */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      reject(new AzureError({ reason: "cancelled", sent: false }));
    };
    signal.addEventListener("abort", stop);
    if (signal.aborted) {
      stop();
    }
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
