import { expect, it, vi } from "vitest";
import { AzureError, type AzureFailure, type Written } from "../../../../src/azure/azureError";
import { fateUnknown } from "../../../../src/azure/unsettled";
import { describeFailure } from "../../../../src/ui/words/failure";
import { formatWritten } from "../../../../src/ui/words/written";

vi.mock("vscode", () => import("../../views/fakeVscode"));

const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-app";
const machine = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm-1";

/** One of each: the type wants every reason. */
const failures: { readonly [Reason in AzureFailure["reason"]]: Extract<AzureFailure, { reason: Reason }> } = {
  notSignedIn: { reason: "notSignedIn", tenantId: "t" },
  signInTimeout: { reason: "signInTimeout", tenantId: "t" },
  forbidden: { reason: "forbidden", action: "a/write", scope: machine },
  linkedForbidden: { reason: "linkedForbidden", identityIds: [id], action: undefined },
  denied: { reason: "denied", name: "d", scope: machine, identityIds: [] },
  directoryForbidden: { reason: "directoryForbidden" },
  principalNotFound: { reason: "principalNotFound" },
  notFound: { reason: "notFound" },
  conflict: { reason: "conflict" },
  preconditionFailed: { reason: "preconditionFailed" },
  throttled: { reason: "throttled", retryAfterSeconds: 5 },
  locked: { reason: "locked", lockedScopes: [machine] },
  notRegistered: { reason: "notRegistered", namespace: "Microsoft.Compute", subscriptionId: "s" },
  readOnlySubscription: { reason: "readOnlySubscription" },
  beingDeleted: { reason: "beingDeleted" },
  invalid: { reason: "invalid", target: undefined },
  deadIdentity: { reason: "deadIdentity", identityIds: [id] },
  carriedIdentity: { reason: "carriedIdentity", resourceId: machine, identityIds: [id], others: [] },
  network: { reason: "network" },
  cancelled: { reason: "cancelled", sent: false },
  operationFailed: { reason: "operationFailed" },
  badAnswer: { reason: "badAnswer", detail: "html" },
  serverError: { reason: "serverError" },
  badSettings: { reason: "badSettings", setting: "managedIdentities.cloud", detail: "unknownValue" },
};

/** What a text can say of a write, in whatever words. */
const CLAIMS: readonly (readonly [Written, RegExp])[] = [
  ["no", /no changes were made|nothing was|rejected the whole change|(was not|wasn't) (made|written|changed)/i],
  ["yes", /the change was made/i],
  ["maybe", /might have been made|may have been|unknown whether/i],
];

const answer = { status: 400, code: "X", message: "There was a problem.", correlationId: undefined };
const kinds = Object.values(failures).flatMap((failure): (readonly [string, AzureError])[] => [
  [failure.reason, new AzureError(failure)],
  [`${failure.reason}, with an answer`, new AzureError(failure, answer)],
  [`${failure.reason}, over a look`, fateUnknown(new AzureError(failure, answer))],
]);

/** What was cancelled before it was sent is not written; what was sent may be. */
function possible({ failure }: AzureError): readonly Written[] {
  if (failure.reason !== "cancelled") {
    return ["no", "yes", "maybe"];
  }
  return failure.sent ? ["maybe"] : ["no"];
}

it.each(kinds)("says of a write what is known of it, and nothing else: %s", (_, error) => {
  for (const written of possible(error)) {
    const { what, meaning, advice } = describeFailure(error.ofWrite(written));
    const text = [what, meaning, advice].join(" ");
    expect(text).toContain(formatWritten(written));
    expect(CLAIMS.filter(([, claim]) => claim.test(text)).map(([claimed]) => claimed)).toEqual([written]);
  }
});

it.each(kinds.filter(([, error]) => !(error.cause instanceof AzureError)))(
  "says of a read nothing of a write: %s",
  (_, error) => {
    const { what, meaning, advice } = describeFailure(error);
    const claims = CLAIMS.filter(
      ([claimed, claim]) => claimed !== "no" && claim.test([what, meaning, advice].join(" ")),
    );
    expect(claims).toEqual([]);
  },
);
