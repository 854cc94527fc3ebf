import { RestError } from "@azure/core-rest-pipeline";
import { describe, expect, it } from "vitest";
import { AzureError } from "../../../../src/azure/azureError";
import { errorOfAnswer, errorOfOperation, toAzureError } from "../../../../src/azure/http/toAzureError";
import { answer, restError } from "./wireAnswers";

const IDS = ["a", "b"].map(
  (name) => `/subscriptions/s/resourcegroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`,
);
const context = { tenantId: "t", signal: new AbortController().signal };

function aborted(): AbortSignal {
  const controller = new AbortController();
  controller.abort();
  return controller.signal;
}

describe("toAzureError", () => {
  it("leaves an AzureError as it is", () => {
    const error = new AzureError({ reason: "notFound" });
    expect(toAzureError(error, context)).toBe(error);
  });

  it("reads the error of an SDK's client from the answer that it carries", () => {
    const body = { error: { code: "AuthorizationFailed", message: "no" } };
    const error = toAzureError(restError(403, body, { "x-ms-correlation-request-id": "c1" }), context);
    expect(error.failure).toMatchObject({ reason: "forbidden" });
    expect(error.answer).toEqual({ status: 403, code: "AuthorizationFailed", message: "no", correlationId: "c1" });
    expect(error.message).toBe("no");
  });

  it("tells a request that a user cancelled from one that took too long", () => {
    const error = Object.assign(new Error("The operation was aborted."), { name: "AbortError" });
    expect(toAzureError(error, { ...context, signal: aborted() }).failure).toEqual({
      reason: "cancelled",
      sent: false,
    });
    expect(toAzureError(error, context).failure).toEqual({ reason: "network" });
  });

  it.each([
    ["ECONNRESET", "read ECONNRESET"],
    ["ENOTFOUND", "getaddrinfo ENOTFOUND arm.local"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate"],
    [RestError.PARSE_ERROR, "Error reading response as text: aborted"],
  ])("takes a connection that ends with %s for a trouble of the network", (code, message) => {
    const error = toAzureError(new RestError(message, { code }), context);
    expect(error.failure).toEqual({ reason: "network" });
    expect(error.message).toBe(message);
  });

  it.each(["CredentialUnavailableError", "AuthenticationError", "AuthenticationRequiredError"])(
    "takes %s of @azure/identity for not being signed in",
    (name) => {
      const error = toAzureError(Object.assign(new Error("Please run 'az login'"), { name }), context);
      expect(error.failure).toEqual({ reason: "notSignedIn", tenantId: "t" });
      expect(error.message).toBe("Please run 'az login'");
    },
  );

  it("takes what a deserialiser throws, and a body that is no JSON, for a bad answer", () => {
    const typeError = new TypeError("Cannot read properties of null");
    expect(toAzureError(typeError, context).failure).toMatchObject({ reason: "badAnswer" });
    expect(toAzureError(restError(200, "<html>Sign in</html>"), context).failure).toMatchObject({
      reason: "badAnswer",
    });
    const parseError = new RestError("Unexpected token <", { code: RestError.PARSE_ERROR, statusCode: 200 });
    expect(toAzureError(parseError, context).failure).toMatchObject({ reason: "badAnswer" });
  });

  it.each([[undefined], [null], ["text"], [{ name: "RestError" }], [42]])("makes an AzureError of %j too", (thrown) => {
    expect(toAzureError(thrown, context).failure).toMatchObject({ reason: "badAnswer" });
  });
});

describe("errorOfAnswer", () => {
  it.each([
    [401, "notSignedIn"],
    [403, "forbidden"],
    [404, "notFound"],
    [400, "invalid"],
    [409, "conflict"],
    [412, "preconditionFailed"],
    [429, "throttled"],
    [500, "serverError"],
    [502, "serverError"],
    [504, "serverError"],
    [302, "badAnswer"],
  ])("tells by the status alone what an HTML page with status %i means", (status, reason) => {
    const error = errorOfAnswer(answer(status, "<html><body>Bad gateway</body></html>"), "t");
    expect(error.failure.reason).toBe(reason);
    expect(error.message).toBe(`HTTP ${status}`);
  });

  it("names the identities and the right that a linked authorisation lacks", () => {
    const message =
      `The client 'c' with object id 'o' has permission to perform action 'Microsoft.Compute/virtualMachines/write' on scope '/x'; ` +
      `however, it does not have permission to perform action 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' ` +
      `on the linked scope(s) '${IDS.join(",")}' or the linked scope(s) are invalid.`;
    expect(errorOfAnswer(answer(403, { error: { code: "LinkedAuthorizationFailed", message } }), "t").failure).toEqual({
      reason: "linkedForbidden",
      identityIds: IDS,
      action: "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
    });
  });

  describe("where a deny assignment forbids what the roles allow", () => {
    const has = `The client 'c' with object id 'o' has permission to perform action 'Microsoft.Compute/virtualMachines/write' on scope '/x'; `;
    const group = "/subscriptions/s/resourceGroups/mrg";
    const because = `however, the access is denied because of the deny assignment with`;
    const refused = (code: string, message: string) =>
      errorOfAnswer(answer(403, { error: { code, message } }), "t").failure;

    it.each(["DenyAssignmentAuthorizationFailed", "AuthorizationFailed", "InvalidTemplateDeployment", "Other"])(
      "names it, whose name may hold quotes, and where it lies, under the code %s",
      (code) => {
        const name = "Deny assignment '4e1d' created by Deployment Stack '/subscriptions/s/x/stack'.";
        expect(refused(code, `${has}${because} name '${name}' and Id 'bb83' at scope '${group}'.`)).toEqual({
          reason: "denied",
          name,
          scope: group,
          identityIds: [],
        });
      },
    );

    it.each([`${has}${because} Id 'bb83'.`, "no", ""])(
      "goes by the code where the text names nothing: %j",
      (message) => {
        expect(refused("DenyAssignmentAuthorizationFailed", message)).toEqual({
          reason: "denied",
          name: undefined,
          scope: undefined,
          identityIds: [],
        });
      },
    );

    it.each([
      ["0", ""],
      ["1", String(IDS[0])],
    ])("names the identities that it keeps from being assigned, not the %s that a right is missing on", (count, id) => {
      const message =
        `${has}however, it does not have permission to perform action 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' ` +
        `on the '${count}' linked scope(s) '${id}' or the linked scope(s) are invalid and is blocked by deny assignments on the '1' ` +
        `linked scope(s) '${String(IDS[1])}'.`;
      expect(refused("LinkedAuthorizationFailed", message)).toEqual({
        reason: "denied",
        name: undefined,
        scope: undefined,
        identityIds: [IDS[1]],
      });
    });

    it("is not taken for one where the words stand in no sentence about one", () => {
      const message = `The client 'deny assignment' does not have authorization to perform action 'a/write' over scope '/x'.`;
      expect(refused("AuthorizationFailed", message)).toEqual({ reason: "forbidden", action: "a/write", scope: "/x" });
    });
  });

  it("names every identity that does not exist, and not the machine", () => {
    const inner = IDS.map((id) => `Resource '${id}' was not found.`).join(" ");
    const message = `Identity operation for resource '/subscriptions/s/x' failed with error 'Status: 'BadRequest'. Response: '${inner}'.'.`;
    const failure = errorOfAnswer(answer(400, { error: { code: "FailedIdentityOperation", message } }), "t").failure;
    expect(failure).toEqual({ reason: "deadIdentity", identityIds: IDS });
  });

  it("does not call an identity dead where the identity service has another trouble", () => {
    const body = { error: { code: "FailedIdentityOperation", message: "Status: 'InternalServerError'." } };
    expect(errorOfAnswer(answer(400, body), "t").failure).toEqual({ reason: "invalid", target: undefined });
    expect(errorOfOperation(answer(200, { status: "Failed", ...body })).failure).toEqual({ reason: "operationFailed" });
  });

  it("reads how long to wait from the header, as seconds or as a date, and else from the text", () => {
    const wait = (headers: Record<string, string>, message = "") => {
      const { failure } = errorOfAnswer(answer(429, { error: { code: "x", message } }, headers), "t");
      return failure.reason === "throttled" ? failure.retryAfterSeconds : Number.NaN;
    };
    expect(wait({ "Retry-After": "17" })).toBe(17);
    expect(wait({ "Retry-After": "-3" })).toBe(0);
    expect(wait({ "Retry-After": new Date(Date.now() + 30_000).toUTCString() })).toBeGreaterThan(20);
    expect(wait({ "Retry-After": "soon" })).toBeUndefined();
    expect(wait({}, "Please try again after '10' seconds.")).toBe(10);
    expect(wait({})).toBeUndefined();
  });

  it("knows the target of a refused request", () => {
    const body = { error: { code: "InvalidParameter", message: "no", target: "identity" } };
    expect(errorOfAnswer(answer(400, body), "t").failure).toEqual({ reason: "invalid", target: "identity" });
  });

  it("keeps tokens and signed addresses out of what is shown", () => {
    const message =
      "GET https://management.azure.com/subscriptions/s/operations/1?p=2&c=MIIB&s=SIGNATURE failed; " +
      "Authorization: Bearer abc.DEF-123 and eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln and client_secret=hush";
    const { answer: said } = errorOfAnswer(answer(400, { error: { code: "x", message } }), "t");
    for (const secret of ["SIGNATURE", "MIIB", "abc.DEF", "eyJ", "c2ln", "hush"]) {
      expect(said?.message).not.toContain(secret);
    }
    expect(said?.message).toContain("https://management.azure.com/subscriptions/s/operations/1");
  });

  it.each([
    ["quotes", "'".repeat(1_000_000)],
    ["beginnings of resources", "Resource '".repeat(100_000)],
    ["beginnings of scopes", "linked scope(s) '".repeat(100_000)],
    ["beginnings of addresses", "http://".repeat(200_000)],
    ["beginnings of tokens", "eyJeyJeyJ.".repeat(100_000)],
    ["spaces after a scheme", `Bearer${" ".repeat(1_000_000)}`],
  ])("reads a megabyte of %s without choking on it, and keeps little of it", (_, message) => {
    for (const code of ["FailedIdentityOperation", "LinkedAuthorizationFailed", "ScopeLocked", "AuthorizationFailed"]) {
      const error = errorOfAnswer(answer(400, { error: { code, message } }), "t");
      expect(error.message.length).toBeLessThanOrEqual(8_000);
    }
  });
});

describe("errorOfOperation", () => {
  it.each([
    ["OperationPreempted", "conflict"],
    ["InternalOperationError", "operationFailed"],
    ["InvalidParameter", "operationFailed"],
    [undefined, "operationFailed"],
  ])("takes a failed operation with code %s for %s", (code, reason) => {
    const error = errorOfOperation(answer(200, { status: "Canceled", error: { code, message: "said" } }));
    expect(error.failure.reason).toBe(reason);
    expect(error.message).toBe("said");
  });
});
