import { describe, expect, it } from "vitest";
import type { AzureFailure } from "../../../../src/azure/azureError";
import { errorOfAnswer, errorOfOperation, toAzureError } from "../../../../src/azure/http/toAzureError";
import { isWire } from "../../../../src/identity/wire";
import { hasSharedData, readSharedJson } from "../../../corpus/sharedData";
import { readSharedJsonLines } from "../sharedRecordings";
import { answer, restError } from "./wireAnswers";

interface CatalogRow {
  readonly status: number | null;
  readonly code: string;
  readonly message: string;
  readonly target: string | null;
  readonly literal_braces?: boolean;
}

const VM = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm";
const IDENTITY = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";
const ACTION = "Microsoft.Compute/virtualMachines/write";
const LOCK = "/subscriptions/s/resourceGroups/g";
const FILLINGS: Readonly<Record<string, string>> = {
  resourceId: VM,
  vmId: VM,
  scope: VM,
  uaiId: IDENTITY,
  "uaiId}[,{uaiId}]": IDENTITY,
  action: ACTION,
  lockedScope: LOCK,
  n: "10",
};

function filled({ message, literal_braces: literal }: CatalogRow): string {
  const whole = message.replace("{uaiId}[,{uaiId}]", IDENTITY);
  return literal === true ? whole : whole.replace(/\{(\w+)\}/g, (_, name: string) => FILLINGS[name] ?? name);
}

const ASSIGN = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
const invalid: AzureFailure = { reason: "invalid", target: undefined };

/** What each row of the catalog means, by code and status; rows with the same pair in the order of the catalog. */
const MEANING: Readonly<Record<string, readonly AzureFailure[]>> = {
  "400 FailedIdentityOperation": [{ reason: "deadIdentity", identityIds: [IDENTITY] }],
  "403 LinkedAuthorizationFailed": [
    { reason: "linkedForbidden", identityIds: [IDENTITY], action: ASSIGN },
    { reason: "linkedForbidden", identityIds: [], action: undefined },
  ],
  "400 LinkedInvalidPropertyId": [invalid],
  "400 InvalidParameter": [{ reason: "invalid", target: "resourceIdentity.identityIds" }, invalid, invalid],
  "400 MissingIdentityIds": [invalid],
  "400 InvalidIdentityValues": [invalid],
  "412 PreconditionFailed": [{ reason: "preconditionFailed" }],
  "409 Conflict": [{ reason: "conflict" }],
  "null OperationPreempted": [{ reason: "conflict" }],
  "409 OperationNotAllowed": [{ reason: "conflict" }],
  "409 ScopeLocked": [{ reason: "locked", lockedScopes: [LOCK] }],
  "403 AuthorizationFailed": [{ reason: "forbidden", action: ACTION, scope: VM }],
  "429 OperationNotAllowed": [{ reason: "throttled", retryAfterSeconds: undefined }],
  "429 SubscriptionRequestsThrottled": [{ reason: "throttled", retryAfterSeconds: 10 }],
  "404 ResourceNotFound": [{ reason: "notFound" }],
  "404 ResourceGroupNotFound": [{ reason: "notFound" }],
  "404 SubscriptionNotFound": [{ reason: "notFound" }],
  "500 InternalResourceIdentityError": [{ reason: "serverError" }],
  "504 ResourceReadFailed": [{ reason: "serverError" }],
  "400 PrincipalNotFound": [invalid],
  "409 RoleAssignmentExists": [{ reason: "conflict" }],
  "400 RoleAssignmentUpdateNotPermitted": [invalid],
};

const key = ({ status, code }: CatalogRow) => `${String(status)} ${code}`;

describe.runIf(hasSharedData)("the catalog of errors", () => {
  const rows = hasSharedData ? (readSharedJson("azure-recordings/errors-catalog.json") as CatalogRow[]) : [];

  it("has a meaning for every row", () => {
    const known = Object.entries(MEANING).flatMap(([name, failures]) => failures.map(() => name));
    expect(rows.map(key).sort()).toEqual(known.sort());
  });

  const cases = rows.map((row, index) => {
    const nth = rows.slice(0, index).filter((other) => key(other) === key(row)).length;
    return { name: key(row), row, meaning: MEANING[key(row)]?.[nth] };
  });

  it.each(cases)("$name is read from its code, with the facts of its text", ({ row, meaning }) => {
    const body = {
      error: { code: row.code, message: filled(row), ...(row.target === null ? {} : { target: row.target }) },
    };
    const error =
      row.status === null
        ? errorOfOperation(answer(200, { status: "Failed", ...body }))
        : toAzureError(restError(row.status, body), { tenantId: "t", signal: new AbortController().signal });
    expect(error.failure).toEqual(meaning);
    expect(error.answer).toMatchObject({ code: row.code });
    expect(error.message.slice(0, 40)).toBe(filled(row).slice(0, 40));
  });
});

interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly response_headers: Readonly<Record<string, string>>;
  readonly response_body: unknown;
}

/** What a recorded status may be read as. */
const REASONS: Readonly<Record<number, readonly AzureFailure["reason"][]>> = {
  400: ["invalid", "deadIdentity"],
  401: ["notSignedIn"],
  403: ["forbidden", "linkedForbidden", "invalid"],
  404: ["notFound"],
  405: ["invalid"],
  409: ["conflict", "locked"],
  412: ["preconditionFailed"],
  429: ["throttled"],
  500: ["serverError"],
  503: ["serverError"],
  504: ["serverError"],
};

describe.runIf(hasSharedData)("the recorded errors", () => {
  const exchanges = hasSharedData ? (readSharedJsonLines("azure-recordings/errors.jsonl") as Recorded[]) : [];

  it.each(exchanges.map((exchange, index) => ({ ...exchange, index })))(
    "$index: $method answered $status has a reason, a code and a text",
    ({ status, response_headers: headers, response_body: body }) => {
      const isOperation = status === 200;
      const wire = answer(status, body, headers);
      const { failure, answer: said } = isOperation ? errorOfOperation(wire) : errorOfAnswer(wire, "t");
      if (isOperation) {
        expect(failure.reason).toBe("operationFailed");
      } else {
        expect(REASONS[status]).toContain(failure.reason);
      }
      const says = isWire(body) && JSON.stringify(body).includes('"code"');
      expect(said?.code).toEqual(says ? expect.stringMatching(/^\S+$/) : undefined);
      expect(said?.message === `HTTP ${status}`).toBe(!says && !JSON.stringify(body).includes('"message"'));
    },
  );

  it("finds the missing right in every recorded AuthorizationFailed", () => {
    const refused = exchanges.filter(({ response_body: body }) =>
      JSON.stringify(body).includes('"AuthorizationFailed"'),
    );
    for (const { status, response_body: body } of refused) {
      expect(errorOfAnswer(answer(status, body), "t").failure).toMatchObject({
        reason: "forbidden",
        action: expect.stringContaining("/"),
        scope: expect.stringMatching(/^\/(subscriptions|providers)\//),
      });
    }
    expect(refused.length).toBeGreaterThan(0);
  });
});
