/** Why a request to Azure came to nothing, with the facts that a message needs. Read from the service's code, not from its text. */
export type AzureFailure =
  /** No token could be had, or the service refused it. `wants` more: a sign-in with a second factor, or whatever its policy names. */
  | { readonly reason: "notSignedIn"; readonly tenantId: string | undefined; readonly wants?: "moreProof" }
  /** The sign-in gave no token in time. The request that it was for has not been sent. */
  | { readonly reason: "signInTimeout"; readonly tenantId: string | undefined }
  /** The user lacks a right (`AuthorizationFailed`). */
  | { readonly reason: "forbidden"; readonly action: string | undefined; readonly scope: string | undefined }
  /** The user lacks the right to assign these identities, or they no longer exist (`LinkedAuthorizationFailed`). */
  | { readonly reason: "linkedForbidden"; readonly identityIds: readonly string[]; readonly action: string | undefined }
  /**
   * A deny assignment, of this name and at this scope, forbids what the user has the right to: no role would help
   * (`DenyAssignmentAuthorizationFailed`). `identityIds`: the identities that it keeps from being assigned.
   */
  | {
      readonly reason: "denied";
      readonly name: string | undefined;
      readonly scope: string | undefined;
      readonly identityIds: readonly string[];
    }
  /** Microsoft Graph refuses: the user, or the program on their behalf, may not do this in the directory. */
  | { readonly reason: "directoryForbidden" }
  /** The directory does not know a principal, or not yet: for a role assignment, after all the waiting. */
  | { readonly reason: "principalNotFound" }
  /** What was asked for is not there. A refusal that misses something else is `invalid`. */
  | { readonly reason: "notFound" }
  /** Somebody else is writing, or has written over this change (`Conflict`, `OperationPreempted`). */
  | { readonly reason: "conflict" }
  /** The resource has changed since it was read (412). */
  | { readonly reason: "preconditionFailed" }
  | { readonly reason: "throttled"; readonly retryAfterSeconds: number | undefined }
  | { readonly reason: "locked"; readonly lockedScopes: readonly string[] }
  /** The subscription has to be registered for a provider first (`MissingSubscriptionRegistration`). Both as far as they are known. */
  | {
      readonly reason: "notRegistered";
      readonly namespace: string | undefined;
      readonly subscriptionId: string | undefined;
    }
  /** The subscription is disabled and takes no writes (`ReadOnlyDisabledSubscription`). */
  | { readonly reason: "readOnlySubscription" }
  /** The resource group is being deleted and takes no writes (`ResourceGroupBeingDeleted`). */
  | { readonly reason: "beingDeleted" }
  /** The service refuses the request as it stands. Why, its own sentence says. */
  | { readonly reason: "invalid"; readonly target: string | undefined }
  /** An identity that was to be assigned does not exist (`FailedIdentityOperation`). */
  | { readonly reason: "deadIdentity"; readonly identityIds: readonly string[] }
  /**
   * The refusal of a change names identities that the resource carried already, not only such as were to be assigned (`others`): they no
   * longer exist, or may not be used by whoever asks. While they are listed, no change goes through.
   */
  | {
      readonly reason: "carriedIdentity";
      readonly resourceId: string;
      readonly identityIds: readonly string[];
      readonly others: readonly string[];
    }
  /** No answer came: whether a write has arrived is not known. */
  | { readonly reason: "network" }
  /** `sent`: the write had gone out when the waiting ended, and goes on in Azure. */
  | { readonly reason: "cancelled"; readonly sent: boolean }
  /** The service took the request and failed at carrying it out. */
  | { readonly reason: "operationFailed" }
  /** The answer is not what the service's description promises: HTML, missing members. */
  | { readonly reason: "badAnswer"; readonly detail: string }
  /** 5xx. */
  | { readonly reason: "serverError" }
  /** A setting or an environment variable that chooses a cloud or a sign-in is not usable. `setting` is its whole name. */
  | { readonly reason: "badSettings"; readonly setting: string; readonly detail: SettingProblem };

/** What is wrong with a setting. */
export type SettingProblem =
  | "missing"
  | "unknownValue"
  /** Not an address that starts with `https://` and holds neither user, query nor fragment. */
  | "notHttpsAddress"
  /** This VS Code has no Microsoft account to sign in with: code-server, VSCodium. */
  | "noMicrosoftAccount"
  /** The Microsoft account of VS Code gives tokens for another cloud than the chosen one. */
  | "otherCloud";

/** What the service itself said, for those who want to read it. */
export interface ServiceAnswer {
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly message: string;
  readonly correlationId: string | undefined;
}

/** What an error means for the write that it ended. */
export type Written = "no" | "yes" | "maybe";

/** The one error that leaves `src/azure`. Its `message` is the service's own and is not for parsing. */
export class AzureError extends Error {
  readonly failure: AzureFailure;
  readonly answer: ServiceAnswer | undefined;
  /** Whether anything was written; undefined for the error of a read, or where nobody has said. */
  readonly written: Written | undefined;

  constructor(failure: AzureFailure, answer?: ServiceAnswer, cause?: unknown, written?: Written) {
    super(answer?.message ?? failure.reason, { cause });
    this.name = "AzureError";
    this.failure = failure;
    this.answer = answer;
    this.written = written;
  }

  /** The same error as that of a write. */
  ofWrite(written: Written): AzureError {
    return new AzureError(this.failure, this.answer, this.cause, written);
  }

  /** Whether an error is an AzureError, of the given reason where one is given. */
  static is<Reason extends AzureFailure["reason"] = AzureFailure["reason"]>(
    error: unknown,
    reason?: Reason,
  ): error is AzureError & { readonly failure: Extract<AzureFailure, { reason: Reason }> } {
    return error instanceof AzureError && (reason === undefined || error.failure.reason === reason);
  }
}
