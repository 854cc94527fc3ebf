import { isWire, member, textMember } from "../../identity/wire";
import type { ArmConnection } from "./armConnection";
import { badAnswer } from "./toAzureError";

/** The version in the OpenAPI files. */
const API_VERSION = "2024-04-01";
/** The largest page that the service gives, and how many of them are read. */
const ROWS_A_PAGE = 1000;
const MOST_PAGES = 5;

/**
 * Asks Azure Resource Graph, over several subscriptions at once. What it knows can be minutes old: good for finding candidates, never for
 * planning. Rows beyond the first 5,000 are left out.
 * @throws AzureError, and whatever the pipeline throws
 */
export async function queryResourceGraph(
  connection: ArmConnection,
  subscriptions: readonly string[],
  query: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const url = connection.url(`/providers/Microsoft.ResourceGraph/resources?api-version=${API_VERSION}`);
  const rows: unknown[] = [];
  let skipToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const options = { $top: ROWS_A_PAGE, resultFormat: "objectArray", ...(skipToken && { $skipToken: skipToken }) };
    const { body } = await connection.post(url, { subscriptions, query, options }, signal);
    const data = isWire(body) ? member(body, "data") : undefined;
    if (!isWire(body) || !Array.isArray(data)) {
      throw badAnswer("the answer to a query has no rows");
    }
    rows.push(...(data as readonly unknown[]));
    skipToken = textMember(body, "$skipToken");
    if (skipToken === undefined || skipToken === "") {
      break;
    }
  }
  return rows;
}
