import { existsSync } from "node:fs";
import { LiveValidator } from "oav";
import { openApiFolder } from "./recordings";
import { type Received } from "./testClient";

/** What an API description says against an exchange. */
export interface Complaint {
  readonly side: "request" | "response";
  readonly code: string;
  readonly message: string;
  readonly path: string;
}

export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly body?: unknown;
  readonly received: Received;
}

export type Validate = (exchange: Exchange) => Promise<readonly Complaint[]>;

export const openApiAvailable = existsSync(openApiFolder);

/** Validates exchanges against the services' own API descriptions. */
export async function openApiValidator(): Promise<Validate> {
  const options = {
    directory: openApiFolder,
    swaggerPathsPattern: ["specification/*/resource-manager/**/stable/*/*.json"],
    git: { shouldClone: false },
    isPathCaseSensitive: false,
    loadValidatorInInitialize: false,
  };
  // It logs to the console otherwise, a warning for every path that names no provider.
  const validator = new LiveValidator(options, () => undefined);
  await validator.initialize();
  return async ({ method, target, body, received }) => {
    const result = await validator.validateLiveRequestResponse({
      liveRequest: {
        method,
        url: `https://management.azure.com${target}`,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body: structuredClone(body) as Record<string, unknown> }),
      },
      liveResponse: {
        statusCode: String(received.status),
        headers: { ...received.headers },
        ...(received.body === undefined ? {} : { body: structuredClone(received.body) as Record<string, unknown> }),
      },
    });
    const failure = result.requestValidationResult.runtimeException ?? result.responseValidationResult.runtimeException;
    const sides = [
      ["request", result.requestValidationResult.errors],
      ["response", result.responseValidationResult.errors],
    ] as const;
    return [
      ...(failure === undefined
        ? []
        : [{ side: "request" as const, code: failure.code, message: failure.message, path: "" }]),
      ...sides.flatMap(([side, errors]) =>
        errors.map(({ code, message, pathsInPayload }) => ({
          side,
          code,
          message,
          path: pathsInPayload.join(),
        })),
      ),
    ];
  };
}
