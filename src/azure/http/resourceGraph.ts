import { setTimeout as sleep } from "node:timers/promises";
import { isWire, member, textMember } from "../../identity/wire";
import { AzureError } from "../azureError";
import type { Answer } from "./answer";
import type { ArmConnection } from "./armConnection";
import { badAnswer } from "./toAzureError";

/** The version in the OpenAPI files. */
const API_VERSION = "2024-04-01";
/** The largest page that the service gives. */
const ROWS_A_PAGE = 1000;
/** Refusals for too many queries that are waited for, each as long as the service asks, and no longer than this. */
const MOST_WAITS = 5;
const LONGEST_WAIT_MS = 60_000;
const USUAL_WAIT_MS = 5_000;

/** What to ask Azure Resource Graph. */
export interface GraphQuery {
  /** In its query language. The rows have to have an `id`: only then can they be read page by page. */
  readonly query: string;
  /** Over which subscriptions; over all of the tenant that the account can see where none are given. */
  readonly subscriptions?: readonly string[];
  readonly mostPages: number;
  /**
   * Whether role assignments at management groups and the tenant, which subscriptions inherit, are wanted too: by itself the service leaves them out
   * (`QueryRequestOptions.authorizationScopeFilter` of the OpenAPI file). That this holds for a query over a whole tenant is unverified.
   */
  readonly includesInherited?: boolean;
}

/** Rows of a query, all or a page. `isWhole`: none was left out, by the service or because there are more pages than were to be read. */
export interface GraphRows {
  readonly rows: readonly unknown[];
  readonly isWhole: boolean;
}

/** All rows of a query. @throws as `graphPages` */
export async function queryResourceGraph(
  connection: ArmConnection,
  query: GraphQuery,
  signal: AbortSignal,
): Promise<GraphRows> {
  const rows: unknown[] = [];
  let isWhole = true;
  for await (const page of graphPages(connection, query, signal)) {
    rows.push(...page.rows);
    isWhole &&= page.isWhole;
  }
  return { rows, isWhole };
}

/**
 * Asks Azure Resource Graph, page by page. What it knows can be minutes old: good for finding candidates and for showing, never for planning. Keeps to the
 * quota that its answers tell (docs/azure-behaviour.md#resource-graph-limits).
 * @throws AzureError, and whatever the pipeline throws
 */
export async function* graphPages(
  connection: ArmConnection,
  { query, subscriptions, mostPages, includesInherited = false }: GraphQuery,
  signal: AbortSignal,
): AsyncGenerator<GraphRows, void, void> {
  const url = connection.url(`/providers/Microsoft.ResourceGraph/resources?api-version=${API_VERSION}`);
  let skipToken: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const options = {
      $top: ROWS_A_PAGE,
      resultFormat: "objectArray",
      ...(includesInherited ? { authorizationScopeFilter: "AtScopeAboveAndBelow" } : {}),
      ...(skipToken && { $skipToken: skipToken }),
    };
    const body = { ...(subscriptions && { subscriptions }), query, options };
    const answer = await patiently(() => connection.post(url, body, signal), signal);
    const data = isWire(answer.body) ? member(answer.body, "data") : undefined;
    if (!isWire(answer.body) || !Array.isArray(data)) {
      throw badAnswer("the answer to a query has no rows");
    }
    skipToken = textMember(answer.body, "$skipToken");
    // The last page that is to be read leaves out what comes after it.
    const isLast = skipToken !== undefined && page + 1 === mostPages;
    const isWhole = isTold(member(answer.body, "resultTruncated")) && !isLast;
    yield { rows: data as readonly unknown[], isWhole };
    if (skipToken === undefined || isLast) {
      return;
    }
    await untilQuotaAllows(answer, signal);
  }
}

/** A text of the query language, whatever it holds. */
export function kqlText(text: string): string {
  return `'${text.replaceAll(/[\\']/g, "\\$&").replaceAll(/[\r\n]/g, " ")}'`;
}

/** Anything else than `false` is not said to be whole. */
const isTold = (truncated: unknown): boolean => truncated === "false" || truncated === false;

/** A question that is refused for being one too many is asked again when the service says so. For what is asked by POST and writes nothing. */
export async function patiently(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  for (let wait = 0; ; wait++) {
    try {
      return await ask();
    } catch (error) {
      if (!AzureError.is(error, "throttled") || wait === MOST_WAITS) {
        throw error;
      }
      const { retryAfterSeconds } = error.failure;
      const milliseconds = retryAfterSeconds === undefined ? USUAL_WAIT_MS : retryAfterSeconds * 1000;
      if (milliseconds > LONGEST_WAIT_MS) {
        throw error;
      }
      await sleep(milliseconds, undefined, { signal });
    }
  }
}

/** Waits until the quota is whole again, where the answer has used it up. */
async function untilQuotaAllows({ headers }: Answer, signal: AbortSignal): Promise<void> {
  if (headers.get("x-ms-user-quota-remaining") === "0") {
    await sleep(quotaResetMs(headers.get("x-ms-user-quota-resets-after")), undefined, { signal });
  }
}

/** `hh:mm:ss`, in milliseconds; the usual wait for what is none. */
export function quotaResetMs(text: string | undefined): number {
  const [hours, minutes, seconds] =
    /^(\d+):(\d+):(\d+)/
      .exec(text ?? "")
      ?.slice(1)
      .map(Number) ?? [];
  return hours === undefined || minutes === undefined || seconds === undefined
    ? USUAL_WAIT_MS
    : Math.min(LONGEST_WAIT_MS, ((hours * 60 + minutes) * 60 + seconds) * 1000);
}
