import { describe, expect, it } from "vitest";
import type { AzureFailure } from "../../../../src/azure/azureError";
import { errorOfAnswer, errorOfOperation, toAzureError } from "../../../../src/azure/http/toAzureError";
import { isWire } from "../../../../src/identity/wire";
import { hasSharedData, readSharedJson } from "../../../corpus/sharedData";
import { readSharedJsonLines } from "../sharedRecordings";
import { type CatalogRow, type Exchange, ownCatalog, ownExchanges } from "./ownErrors";
import { answer, restError } from "./wireAnswers";

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
  "409 OperationNotAllowed": [invalid],
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
  "409 RoleAssignmentExists": [invalid],
  "400 RoleAssignmentUpdateNotPermitted": [invalid],
};

const key = ({ status, code }: CatalogRow) => `${String(status)} ${code}`;

const catalogs = [
  { name: "the project's own catalog", rows: ownCatalog },
  ...(hasSharedData
    ? [
        {
          name: "the catalog of recorded errors",
          rows: readSharedJson("azure-recordings/errors-catalog.json") as CatalogRow[],
        },
      ]
    : []),
];

describe.each(catalogs)("$name", ({ rows }) => {
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

/** What a status may be read as. */
const REASONS: Readonly<Record<number, readonly AzureFailure["reason"][]>> = {
  400: ["invalid", "deadIdentity"],
  401: ["notSignedIn"],
  403: ["forbidden", "linkedForbidden", "invalid"],
  404: ["notFound"],
  405: ["invalid"],
  409: ["invalid"],
  412: ["preconditionFailed"],
  429: ["throttled"],
  500: ["serverError"],
  503: ["serverError"],
  504: ["serverError"],
};

const answers = [
  { name: "the project's own errors", exchanges: ownExchanges },
  ...(hasSharedData
    ? [{ name: "the recorded errors", exchanges: readSharedJsonLines("azure-recordings/errors.jsonl") as Exchange[] }]
    : []),
];

describe.each(answers)("$name", ({ exchanges }) => {
  it.each(exchanges.map((exchange, index) => ({ ...exchange, index })))(
    "$index: $method answered $status has a reason, a code and a text",
    ({ status, response_headers: headers, response_body: body }) => {
      const isOperation = status === 200;
      const wire = answer(status, body, headers);
      const { failure, answer: said } = isOperation ? errorOfOperation(wire) : errorOfAnswer(wire, "t");
      if (isOperation) {
        expect(failure.reason).toBe("operationFailed");
      } else {
        const isUnsupportedType = JSON.stringify(body).includes('"ResourceTypeNotSupported"');
        expect(isUnsupportedType ? ["invalid"] : REASONS[status]).toContain(failure.reason);
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
