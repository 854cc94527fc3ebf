import { type Emulator } from "../emulator/src/emulator";
import { type FaultEffect } from "../emulator/src/http/faults";
import { type Intercept } from "../emulator/src/http/intercept";
import { type RawRequest } from "../emulator/src/http/pipeline";
import { type OperationStatus } from "../emulator/src/operations";
import { sameId } from "../emulator/src/resourceId";
import { type FailedModel } from "../emulator/src/variants";
import { resourceIds, resourceNames, type ResourceName } from "./estate";
import { type Happening, type OtherWrite, type RequestKind, type Trouble } from "./step";

/** A request as it arrived, and what was done to it. */
export interface Seen {
  readonly at: number;
  readonly kind: RequestKind;
  readonly resource: ResourceName | undefined;
  /** What happened to its answer; undefined for Azure's own answer. */
  readonly spoiled: Happening["kind"] | undefined;
  /** Of a poll: how the operation stood, and which it was. */
  readonly operation: { readonly id: string; readonly status: OperationStatus } | undefined;
  /** How many writes of the product to the resource Azure had taken before. */
  readonly writesBefore: number;
}

/** What the troubles of a step reach beyond the answers. */
export interface Reach {
  now(): number;
  cancel(): void;
  crash(): void;
  removeMachine(resource: ResourceName): void;
  readonly failedModel: FailedModel;
}

/** Has things go wrong as a history says, and keeps what was really asked. */
export class Troubles {
  /** Every request of all steps, oldest first. */
  readonly seen: Seen[] = [];
  /** Every token that was sent, to look for later where none may be. */
  readonly tokens = new Set<string>();
  private troubles: readonly Trouble[] = [];
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly emulator: () => Emulator,
    private readonly reach: Reach,
  ) {}

  /** The next step begins: only its troubles count, from its first request. */
  begin(troubles: readonly Trouble[]): void {
    this.troubles = troubles;
    this.counts.clear();
  }

  readonly intercept: Intercept = (request) => {
    const token = request.headers["authorization"]?.replace(/^Bearer +/i, "");
    if (token !== undefined) {
      this.tokens.add(token);
    }
    const about = this.about(request);
    if (about === undefined) {
      return undefined;
    }
    const due = this.due(about.kind, about.resource);
    for (const happening of due) {
      this.around(happening, about.resource);
    }
    const effects = due.map((happening) => ({ happening, effect: this.effect(happening, request) }));
    const spoiling = effects.find(({ effect }) => effect !== undefined);
    const operation = about.operationId === undefined ? undefined : this.operation(about.operationId);
    this.seen.push({
      at: this.reach.now(),
      kind: about.kind,
      resource: about.resource,
      spoiled: spoiling && isSpoiling(spoiling.happening) ? spoiling.happening.kind : undefined,
      operation: operation && { id: operation.operationId, status: operation.status },
      writesBefore: this.writesTo(about.resource),
    });
    return spoiling?.effect;
  };

  private due(kind: RequestKind, resource: ResourceName | undefined): readonly Happening[] {
    const key = `${kind} ${resource ?? ""}`;
    const nth = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, nth);
    return this.troubles
      .filter(
        (trouble) =>
          trouble.on === kind &&
          (trouble.resource === undefined || trouble.resource === resource) &&
          nth >= trouble.nth &&
          nth < trouble.nth + trouble.times,
      )
      .map(({ happening }) => happening);
  }

  private about(
    request: RawRequest,
  ):
    | { readonly kind: RequestKind; readonly resource: ResourceName | undefined; readonly operationId?: string }
    | undefined {
    const { pathname } = request.url;
    const operationId = /\/operations\/([^/]+)$/i.exec(pathname)?.[1];
    if (operationId !== undefined) {
      const resourceId = this.operation(operationId)?.resourceId;
      return { kind: "poll", resource: nameOf(resourceId ?? ""), operationId };
    }
    if (/\/oauth2\/v2\.0\/token$/i.test(pathname)) {
      return { kind: "token", resource: undefined };
    }
    if (request.method === "PUT" && /\/roleAssignments\/[^/]+$/i.test(pathname)) {
      return { kind: "grant", resource: undefined };
    }
    const resource = nameOf(decodeURIComponent(pathname));
    if (resource !== undefined) {
      return { kind: request.method === "PATCH" ? "patch" : "read", resource };
    }
    return /^\/(subscriptions|tenants)/i.test(pathname) ? { kind: "list", resource: undefined } : undefined;
  }

  private operation(operationId: string) {
    return this.emulator()
      .control.writes()
      .map(({ operation }) => operation)
      .find((operation) => operation?.operationId === operationId);
  }

  private writesTo(resource: ResourceName | undefined): number {
    const writes = resource === undefined ? [] : this.emulator().control.writes();
    return writes.filter(({ by, resourceId }) => by === "client" && nameOf(resourceId) === resource).length;
  }

  /** What somebody else does before the request is carried out. */
  private around(happening: Happening, resource: ResourceName | undefined): void {
    const { control } = this.emulator();
    switch (happening.kind) {
      case "otherWrite":
        if (resource !== undefined) {
          writeAsOther(this.emulator(), resource, happening.write);
        }
        return;
      case "preempt":
        if (resource !== undefined) {
          refusable(() => control.preemptAsThirdParty(resourceIds[resource], happening.write));
        }
        return;
      case "deleteMachine":
        if (resource !== undefined) {
          this.reach.removeMachine(resource);
        }
        return;
      case "deleteIdentity":
        control.remove(happening.id);
        return;
      case "recreateIdentity":
        control.recreateIdentity(happening.id);
        return;
      case "expireTokens":
        control.expireTokens();
        return;
      case "cancel":
        this.reach.cancel();
        return;
      case "crash":
        this.reach.crash();
        return;
      default:
      // The others happen to the answer.
    }
  }

  /** What becomes of the answer; undefined where it is Azure's own. */
  private effect(happening: Happening, request: RawRequest): FaultEffect | undefined {
    const { url } = this.emulator();
    switch (happening.kind) {
      case "latency":
        return { kind: "delay", milliseconds: happening.milliseconds };
      case "refused": {
        const { status, code, headers, isCarriedOut, quotesSecrets } = happening;
        const quoted = `${request.headers["authorization"] ?? ""} was sent to ${request.url.href}`;
        const message = quotesSecrets ? `Refused: ${quoted}` : "Refused.";
        return { kind: "answer", status, body: { error: { code, message } }, headers, isCarriedOut };
      }
      case "junk":
        return {
          kind: "answer",
          status: happening.status,
          body: happening.body,
          headers: {},
          isCarriedOut: happening.isCarriedOut,
        };
      case "close":
        return { kind: happening.when === "before" ? "close" : "closeAfter" };
      case "part":
        return { kind: "part", sent: happening.sent, then: happening.then };
      case "unauthorized": {
        const claims = Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1"}}}').toString("base64");
        const why = happening.wantsClaims ? `error="insufficient_claims", claims="${claims}"` : 'error="invalid_token"';
        const headers = { "www-authenticate": `Bearer authorization_uri="${url}/common", ${why}` };
        const body = { error: { code: "InvalidAuthenticationToken", message: "The access token has been revoked." } };
        return { kind: "answer", status: 401, body, headers, isCarriedOut: false };
      }
      case "redirect": {
        const location = happening.to === "here" ? request.url.href : "https://elsewhere.invalid/collect";
        return { kind: "answer", status: happening.status, body: "", headers: { location }, isCarriedOut: false };
      }
      case "failOperation": {
        const error = { code: happening.code, message: "The operation has failed." };
        return { kind: "endOperation", ending: { status: happening.status, model: this.reach.failedModel, error } };
      }
      case "preemptOperation":
        return { kind: "preemptOperation", patch: happening.write };
      case "otherWrite":
      case "preempt":
      case "deleteMachine":
      case "deleteIdentity":
      case "recreateIdentity":
      case "expireTokens":
      case "cancel":
      case "crash":
        return undefined;
    }
  }
}

/** Whether a client gets another answer than Azure's own, or gets it too late. */
function isSpoiling(happening: Happening): boolean {
  switch (happening.kind) {
    case "latency":
      return happening.milliseconds > 2_000;
    case "failOperation":
    case "preemptOperation":
      return false;
    default:
      return true;
  }
}

/** A write by somebody else. What Azure would refuse them is not done. */
export function writeAsOther({ control }: Emulator, resource: ResourceName, write: OtherWrite): void {
  refusable(() => {
    control.patchAsThirdParty(resourceIds[resource], write);
  });
}

function refusable(task: () => unknown): void {
  try {
    task();
  } catch {
    // Somebody else's trouble.
  }
}

function nameOf(id: string): ResourceName | undefined {
  return resourceNames.find((name) => sameId(resourceIds[name], id));
}
