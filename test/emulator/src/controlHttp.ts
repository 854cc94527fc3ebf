import { type EmulatorControl, type Injection } from "./control";
import { type Answer } from "./http/exchange";
import { type RawRequest } from "./http/pipeline";
import { type Variants } from "./variants";
import { isObject, memberAt, objectAt, textAt, type JsonObject } from "./json";

/**
 * The control interface for other processes: `POST /__control/METHOD` with the arguments as a JSON object, answered with
 * `{"result": ...}`. Regular expressions are `{"source", "flags"}` or their source alone.
 */
export function answerControl(control: EmulatorControl, raw: RawRequest): Answer | undefined {
  const method = /^\/__control\/(\w+)$/.exec(raw.url.pathname)?.[1];
  if (method === undefined) {
    return undefined;
  }
  try {
    const parsed: unknown = raw.text === "" ? {} : JSON.parse(raw.text);
    const call = calls[method];
    if (call === undefined || !isObject(parsed)) {
      return { status: 404, body: { error: `there is no control method ${method}` } };
    }
    return { status: 200, body: { result: call(control, parsed) ?? null } };
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}

const calls: Readonly<Record<string, (control: EmulatorControl, sent: JsonObject) => unknown>> = {
  resource: (control, sent) => control.resource(text(sent, "id")),
  patchAsThirdParty: (control, sent) => {
    control.patchAsThirdParty(text(sent, "id"), object(sent, "patch"));
  },
  preemptAsThirdParty: (control, sent) => control.preemptAsThirdParty(text(sent, "id"), object(sent, "patch")),
  recreateIdentity: (control, sent) => {
    control.recreateIdentity(text(sent, "id"));
  },
  setVariants: (control, sent) => {
    control.setVariants(variants(sent));
  },
  writes: (control) => control.writes(),
  put: (control, sent) => {
    control.put(text(sent, "id"), object(sent, "body"));
  },
  remove: (control, sent) => control.remove(text(sent, "id")),
  inject: (control, sent) => {
    control.inject(injection(sent));
  },
  clearInjections: (control) => {
    control.clearInjections();
  },
  releaseStalled: (control) => {
    control.releaseStalled();
  },
  waiting: (control) => control.waiting(),
  requests: (control) => control.requests(),
  clearRequests: (control) => {
    control.clearRequests();
  },
  setRoles: (control, sent) => {
    const grants = memberAt(sent, "grants");
    const items = Array.isArray(grants) ? grants.filter(isObject) : [];
    control.setRoles(items.map((item) => ({ scope: text(item, "scope"), roleName: text(item, "roleName") })));
  },
  setLatency: (control, sent) => {
    control.setLatency(number(sent, "milliseconds"));
  },
  setResourceGraphDelay: (control, sent) => {
    control.setResourceGraphDelay(number(sent, "milliseconds"));
  },
  setOperationDuration: (control, sent) => {
    control.setOperationDuration(number(sent, "milliseconds"));
  },
  finishOperations: (control) => {
    control.finishOperations();
  },
  expireTokens: (control) => {
    control.expireTokens();
  },
  setOverlappingWrites: (control, sent) => {
    const rule = text(sent, "rule");
    if (rule !== "accept" && rule !== "conflict" && rule !== "preempt") {
      throw new Error(`${rule} is no rule for overlapping writes`);
    }
    control.setOverlappingWrites(rule);
  },
  setReplication: (control, sent) => {
    control.setReplication({
      tries: number(sent, "tries"),
      skippedByPrincipalType: memberAt(sent, "skippedByPrincipalType") === true,
    });
  },
  setRegistered: (control, sent) => {
    const isRegistered = memberAt(sent, "registered") === true;
    control.setRegistered(text(sent, "subscriptionId"), text(sent, "namespace"), isRegistered);
  },
  setGraphAllowed: (control, sent) => {
    control.setGraphAllowed(memberAt(sent, "allowed") === true);
  },
  groupMembers: (control, sent) => control.groupMembers(text(sent, "groupId")),
  setThrottling: (control, sent) => {
    control.setThrottling(memberAt(sent, "enforced") === true);
  },
};

function injection(sent: JsonObject): Injection {
  const path = memberAt(sent, "path");
  const pattern = new RegExp(
    typeof path === "string" ? path : text(object(sent, "path"), "source"),
    textAt(path, "flags") ?? "i",
  );
  const method = textAt(sent, "method");
  const times = memberAt(sent, "times");
  const target = {
    path: pattern,
    ...(method === undefined ? {} : { method }),
    ...(typeof times === "number" ? { times } : {}),
  };
  const close = textAt(sent, "close");
  if (close === "before" || close === "after") {
    return { ...target, close };
  }
  if (typeof memberAt(sent, "delayMs") === "number") {
    return { ...target, delayMs: number(sent, "delayMs") };
  }
  if (textAt(sent, "part") !== undefined) {
    return { ...target, part: oneOf(sent, "part", ["head", "half"]), then: oneOf(sent, "then", ["close", "stall"]) };
  }
  const failure = objectAt(sent, "failOperation");
  if (failure !== undefined) {
    return {
      ...target,
      failOperation: {
        code: text(failure, "code"),
        message: text(failure, "message"),
        ...chosen(failure, "status", ["Failed", "Canceled"]),
        ...chosen(failure, "model", ["keep", "revert"]),
      },
    };
  }
  const preemptOperation = objectAt(sent, "preemptOperation");
  if (preemptOperation !== undefined) {
    return { ...target, preemptOperation };
  }
  const headers = Object.entries(objectAt(sent, "headers") ?? {}).map(
    ([name, value]) => [name, String(value)] as const,
  );
  return {
    ...target,
    status: number(sent, "status"),
    body: memberAt(sent, "body"),
    headers: Object.fromEntries(headers),
    isCarriedOut: memberAt(sent, "isCarriedOut") === true,
  };
}

function variants(sent: JsonObject): Partial<Variants> {
  return {
    ...chosen(sent, "failedModel", ["keep", "revert"]),
    ...chosen(sent, "preemptedModel", ["keep", "revert"]),
    ...chosen(sent, "preemptedStatus", ["Canceled", "Failed"]),
    ...chosen(sent, "staleIds", ["untilReassigned", "untilUpdated"]),
  };
}

/** A member that may be absent. */
function chosen<Key extends string, const Value extends string>(
  sent: JsonObject,
  key: Key,
  values: readonly Value[],
): Partial<Record<Key, Value>> {
  const made: Partial<Record<Key, Value>> = {};
  return textAt(sent, key) === undefined ? made : { ...made, [key]: oneOf(sent, key, values) };
}

function oneOf<Value extends string>(sent: JsonObject, key: string, values: readonly Value[]): Value {
  const value = values.find((each) => each === textAt(sent, key));
  if (value === undefined) {
    throw new Error(`${key} has to be one of ${values.join(", ")}`);
  }
  return value;
}

function text(sent: JsonObject, key: string): string {
  const value = textAt(sent, key);
  if (value === undefined) {
    throw new Error(`${key} has to be a text`);
  }
  return value;
}

function object(sent: JsonObject, key: string): JsonObject {
  const value = objectAt(sent, key);
  if (value === undefined) {
    throw new Error(`${key} has to be an object`);
  }
  return value;
}

function number(sent: JsonObject, key: string): number {
  const value = memberAt(sent, key);
  if (typeof value !== "number") {
    throw new Error(`${key} has to be a number`);
  }
  return value;
}
