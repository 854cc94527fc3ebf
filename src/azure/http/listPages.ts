import { isWire, member } from "../../identity/wire";
import type { ArmConnection } from "./armConnection";
import { badAnswer } from "./toAzureError";

/** A listing of more pages is one that never ends: at 50 items a page, which is few, it would hold 50,000. */
const MOST_PAGES = 1000;

/**
 * Reads a listing page by page, each as the array that it holds. The SDK's own paging is not used: it cannot be cancelled between
 * its pages, and one item that its deserialisers do not expect loses all the items of the page.
 * @throws AzureError, and whatever the pipeline throws
 */
export async function* listPages(
  connection: ArmConnection,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<readonly unknown[], void, void> {
  const seen = new Set<string>();
  for (let url: string | undefined = connection.url(path); url !== undefined;) {
    if (seen.has(url)) {
      throw badAnswer("the listing leads back to a page of its own");
    }
    if (seen.size === MOST_PAGES) {
      throw badAnswer("the listing does not end");
    }
    seen.add(url);
    const { body } = await connection.get(url, signal);
    const items = isWire(body) ? member(body, "value") : undefined;
    if (!isWire(body) || !Array.isArray(items)) {
      throw badAnswer("the listing has no items");
    }
    yield items;
    url = readNextLink(member(body, "nextLink"));
  }
}

function readNextLink(link: unknown): string | undefined {
  if (link === undefined || link === null || link === "") {
    return undefined;
  }
  if (typeof link !== "string") {
    throw badAnswer("the link to the next page is no text");
  }
  return link;
}

/** All items of a listing that is short by nature. Items that `read` makes nothing of are left out. */
export async function listAll<Item>(
  connection: ArmConnection,
  path: string,
  signal: AbortSignal,
  read: (item: unknown) => Item | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of listPages(connection, path, signal)) {
    items.push(...page.map(read).filter((item) => item !== undefined));
  }
  return items;
}
