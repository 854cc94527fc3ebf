import { type Locator } from "playwright-core";
import { type Screen } from "./screen";
import { turnWheel } from "./wheel";

/** What scrolling has to know of a row that a list has rendered. */
export interface ListRow {
  /** Position among all rows of the list. */
  readonly index: number;
  /** In pixels. */
  readonly height: number;
  /** Not cut off by the edge of the list. */
  readonly whole: boolean;
  /** No row comes after it. */
  readonly last: boolean;
}

/** A list of the workbench: where it is, and how to read the rows that are rendered, in order. */
export interface ScrolledList<Row extends ListRow> {
  readonly locator: Locator;
  readonly read: () => Promise<readonly Row[]>;
}

const maxSteps = 50;

function extent(rows: readonly ListRow[]): string {
  return JSON.stringify(rows.map(({ index, whole }) => [index, whole]));
}

/**
 * Scrolls a list until the row with this index is wholly visible, and gives the rows that are rendered then. Where
 * the list ends before that index, the rows at its end; where it does not move, the rows as they are. Monaco renders
 * only the rows that are visible.
 */
export async function scrollToIndex<Row extends ListRow>(
  screen: Screen,
  list: ScrolledList<Row>,
  index: number,
): Promise<readonly Row[]> {
  let rows = await list.read();
  for (let step = 0; step < maxSteps; step++) {
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) {
      return rows;
    }
    const found = rows.some((row) => row.index === index && row.whole);
    const endsBefore = index > last.index && last.last && last.whole;
    if (found || endsBefore) {
      return rows;
    }
    const distance = index >= last.index ? index - first.index : index - first.index - 1;
    const averageHeight = rows.reduce((sum, row) => sum + row.height, 0) / rows.length;
    await turnWheel(list.locator, distance * averageHeight);
    const before = extent(rows);
    const hasMoved = await screen.sees(async () => extent(await list.read()) !== before);
    rows = await list.read();
    if (!hasMoved) {
      return rows;
    }
  }
  return rows;
}

/** Goes down a list from the row `from` until `visit` gives something; nothing at the end of the list. */
export async function scanList<Row extends ListRow, Found>(
  screen: Screen,
  list: ScrolledList<Row>,
  from: number,
  visit: (row: Row) => Found | undefined,
): Promise<Found | undefined> {
  let next = from;
  for (;;) {
    const rows = (await scrollToIndex(screen, list, next)).filter((row) => row.index >= next);
    for (const row of rows) {
      const found = visit(row);
      if (found !== undefined) {
        return found;
      }
    }
    const last = rows.at(-1);
    if (last === undefined || last.last) {
      return undefined;
    }
    next = last.index + 1;
  }
}

/** All rows of a list from the first to the last, whether rendered now or not. */
export async function readAllRows<Row extends ListRow>(screen: Screen, list: ScrolledList<Row>): Promise<Row[]> {
  const all: Row[] = [];
  await scanList(screen, list, 0, (row) => {
    all.push(row);
    return undefined;
  });
  return all;
}
