import { type IdentityChange } from "../../src/identity/identityChange";
import { identityIds, resourceNames, type ResourceName } from "./estate";
import { Random } from "./random";
import { type Happening, type History, type OtherWrite, type RequestKind, type Step, type Trouble } from "./step";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type Refusal = readonly [status: number, code: string];

/** The history of a seed. */
export function generate(seed: number): History {
  const random = new Random(seed);
  // The first numbers of neighbouring seeds are alike.
  random.next();
  return {
    seed,
    weather: {
      operationMs: random.pick([0, 300, 6_000, 6_000, 40_000, 290_000]),
      latencyMs: random.pick([0, 0, 0, 40, 900]),
      overlappingWrites: random.pick(["accept", "conflict", "preempt"]),
      variants: {
        failedModel: random.pick(["keep", "revert"]),
        preemptedModel: random.pick(["keep", "revert"]),
        preemptedStatus: random.pick(["Canceled", "Failed"]),
        staleIds: random.pick(["untilReassigned", "untilUpdated"]),
      },
    },
    steps: [...Array.from({ length: random.int(2, 6) }, () => step(random)), ...grants(new Random(-1 - seed))],
  };
}

/** By numbers of their own, and last: what a seed did before it granted anything, it still does. */
function grants(random: Random): readonly Step[] {
  random.next();
  return random.chance(0.3) ? [{ kind: "grant", id: identityId(random), ...troubled(random, "grant") }] : [];
}

const identityId = (random: Random): string => random.pick([identityIds[0] ?? "", ...identityIds.slice(1)]);
const resource = (random: Random): ResourceName => random.pick(resourceNames);

function step(random: Random): Step {
  return random.weighted<Step>([
    [
      46,
      () => {
        const name = resource(random);
        const agreesAgain = random.chance(0.5);
        return { kind: "change", resource: name, change: change(random), agreesAgain, ...troubled(random, "write") };
      },
    ],
    [
      14,
      () => {
        const resources = random.some(resourceNames);
        return { kind: "batch", resources, change: change(random), ...troubled(random, "write", resources) };
      },
    ],
    [8, () => ({ kind: "undo", ...troubled(random, "write") })],
    [4, () => ({ kind: "retry", ...troubled(random, "write") })],
    [5, () => ({ kind: "refresh", ...troubled(random, "list") })],
    [4, () => ({ kind: "otherWrite", resource: resource(random), write: otherWrite(random) })],
    [1, () => ({ kind: "deleteMachine", resource: resource(random) })],
    [2, () => ({ kind: "recreateMachine", resource: resource(random) })],
    [2, () => ({ kind: "deleteIdentity", id: identityId(random) })],
    [3, () => ({ kind: "recreateIdentity", id: identityId(random) })],
    [2, () => ({ kind: "expireTokens" })],
    [4, () => ({ kind: "reopen", how: random.pick(["close", "crash"]) })],
    [2, () => ({ kind: "jump", milliseconds: random.pick([-DAY, -2 * MINUTE, MINUTE, 65 * MINUTE, 40 * DAY]) })],
    [2, () => ({ kind: "pass", milliseconds: random.pick([1_000, MINUTE, 70 * MINUTE]) })],
    [
      3,
      () => ({
        kind: "foreignEntries",
        which: random.pick(["future", "impossibleDate", "repeatedId", "halfWritten"]),
      }),
    ],
  ]);
}

function change(random: Random): IdentityChange {
  return random.weighted<IdentityChange>([
    [5, () => ({ kind: "enableSystemAssigned" })],
    [3, () => ({ kind: "disableSystemAssigned" })],
    [7, () => ({ kind: "assignUserAssigned", ids: random.some(identityIds) })],
    [4, () => ({ kind: "removeUserAssigned", ids: random.some(identityIds) })],
    [1, () => ({ kind: "removeAllUserAssigned" })],
    [1, () => ({ kind: "removeAll" })],
    [
      1,
      () => ({
        kind: "several",
        changes: [
          { kind: "removeUserAssigned", ids: [identityId(random)] },
          { kind: "assignUserAssigned", ids: [identityId(random)] },
        ],
      }),
    ],
  ]);
}

function otherWrite(random: Random): OtherWrite {
  const dictionary = (value: unknown) => ({ [identityId(random)]: value });
  return random.weighted<OtherWrite>([
    [4, () => ({ tags: { by: "policy" } })],
    // A policy that assigns an identity writes the type as well, and takes the system-assigned one with it or not.
    [4, () => ({ identity: { type: "UserAssigned", userAssignedIdentities: dictionary({}) } })],
    [2, () => ({ identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: dictionary({}) } })],
    [1, () => ({ identity: { type: "SystemAssigned" } })],
    [1, () => ({ identity: { type: "None" } })],
  ]);
}

function troubled(random: Random, purpose: "write" | "list" | "grant", among: readonly ResourceName[] = []) {
  const count = random.weighted<number>([
    [20, () => 0],
    [45, () => 1],
    [25, () => 2],
    [10, () => 3],
  ]);
  const troubles = Array.from({ length: count }, () => trouble(random, purpose, among));
  const isStalled = troubles.some(
    ({ happening: { kind, ...rest } }) => kind === "part" && "then" in rest && rest.then === "stall",
  );
  return {
    troubles,
    ...(random.chance(isStalled ? 0.4 : 0.06) ? { cancelAfterMs: random.pick([1, 200, 3_000, 20_000, 100_000]) } : {}),
    ...(random.chance(0.04) ? { crashAfterMs: random.pick([1, 200, 3_000, 20_000, 100_000]) } : {}),
  };
}

function trouble(random: Random, purpose: "write" | "list" | "grant", among: readonly ResourceName[]): Trouble {
  const on = random.weighted<RequestKind>(
    purpose !== "write"
      ? [
          [8, () => purpose],
          [1, () => "token"],
        ]
      : [
          [9, () => "patch"],
          [7, () => "poll"],
          [6, () => "read"],
          [1, () => "token"],
        ],
  );
  const what = happening(random, on);
  return {
    on,
    resource:
      among.length > 0 && random.chance(0.5) ? random.pick([among[0] ?? "plain", ...among.slice(1)]) : undefined,
    nth: random.pick([1, 1, 1, 2, 3]),
    times: timesOf(random, what),
    happening: what,
  };
}

function timesOf(random: Random, { kind }: Happening): number {
  switch (kind) {
    case "latency":
      return 1;
    case "preemptOperation":
      return random.pick([1, 20]);
    default:
      return random.pick([1, 1, 1, 2, 6, 20]);
  }
}

const refusals: readonly [Refusal, ...Refusal[]] = [
  [500, "InternalServerError"],
  [502, "BadGateway"],
  [503, "ServerTimeout"],
  [504, "GatewayTimeout"],
  [500, "InternalExecutionError"],
  [408, "RequestTimeout"],
  [403, "AuthorizationFailed"],
  [404, "ResourceNotFound"],
  [400, "BadRequest"],
];

function happening(random: Random, on: RequestKind): Happening {
  const isCarriedOut = (on === "patch" || on === "grant") && random.chance(0.4);
  const common: readonly (readonly [number, () => Happening])[] = [
    [2, () => ({ kind: "latency", milliseconds: random.pick([30, 2_000, 119_000, 130_000]) })],
    [
      2,
      () => ({
        kind: "refused",
        status: 429,
        code: "OperationNotAllowed",
        headers: retryAfter(random),
        isCarriedOut: false,
        quotesSecrets: false,
      }),
    ],
    [
      6,
      () => {
        const [status, code] = random.pick(refusals);
        const quotesSecrets = random.chance(0.5);
        // What Azure refuses as such it has not carried out; a gateway knows nothing of that.
        const isGateway = status >= 500 || status === 408;
        const headers = random.chance(0.2) ? retryAfter(random) : {};
        return { kind: "refused", status, code, headers, isCarriedOut: isGateway && isCarriedOut, quotesSecrets };
      },
    ],
    [3, () => ({ kind: "close", when: random.pick(["before", "after"]) })],
    [4, () => ({ kind: "part", sent: random.pick(["head", "half"]), then: random.pick(["close", "stall"]) })],
    [
      4,
      () => ({
        kind: "junk",
        status: random.pick([200, 200, 202, 502]),
        body: random.pick([
          "<html><body>Sign in to the proxy</body></html>",
          "{}",
          "",
          "[]",
          "null",
          '{"status": 7',
          "7",
        ]),
        isCarriedOut,
      }),
    ],
    [2, () => ({ kind: "unauthorized", wantsClaims: random.chance(0.5) })],
    [
      1,
      () => ({ kind: "redirect", status: random.pick([301, 302, 307, 308]), to: random.pick(["here", "elsewhere"]) }),
    ],
    [1, () => ({ kind: "expireTokens" })],
    [2, () => ({ kind: "cancel" })],
    [1.5, () => ({ kind: "crash" })],
  ];
  const around: readonly (readonly [number, () => Happening])[] = [
    [3, () => ({ kind: "otherWrite", write: otherWrite(random) })],
    [0.7, () => ({ kind: "deleteMachine" })],
    [1, () => ({ kind: "deleteIdentity", id: identityId(random) })],
    [1, () => ({ kind: "recreateIdentity", id: identityId(random) })],
  ];
  switch (on) {
    case "token":
    case "list":
    case "grant":
      return random.weighted(common);
    case "read":
      return random.weighted([...common, ...around]);
    case "poll":
      return random.weighted([...common, ...around, [4, () => ({ kind: "preempt", write: otherWrite(random) })]]);
    case "patch":
      return random.weighted<Happening>([
        ...common,
        ...around,
        [
          5,
          () => ({
            kind: "failOperation",
            code: random.pick([
              "InternalExecutionError",
              "RollingUpgradeFailed",
              "Conflict",
              "FailedIdentityOperation",
            ]),
            status: random.pick(["Failed", "Failed", "Canceled"]),
          }),
        ],
        [8, () => ({ kind: "preemptOperation", write: otherWrite(random) })],
        [
          2,
          () => ({
            kind: "refused",
            status: 409,
            code: "Conflict",
            headers: {},
            isCarriedOut: false,
            quotesSecrets: false,
          }),
        ],
      ]);
  }
}

function retryAfter(random: Random): Readonly<Record<string, string>> {
  const value = random.pick([
    undefined,
    "0",
    "1",
    "-5",
    "7.5",
    "soon",
    "86400",
    "1e9",
    "Wed, 21 Oct 2026 07:28:00 GMT",
  ]);
  return value === undefined ? {} : { "retry-after": value };
}
