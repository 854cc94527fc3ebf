import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type ChangeRecord, type JournalEntry } from "../../src/mutation/journal/journalEntry";
import { writeEntry } from "../../src/mutation/journal/journalWrite";
import { resourceIds } from "./estate";
import { subscription } from "./session";
import { type Step } from "./step";

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;
/** As many entries as the journal keeps. */
const KEPT = 200;

/** Puts files into the journal that another window, another clock or a broken disk has left. */
export async function putForeignEntries(
  folder: string,
  which: Extract<Step, { readonly kind: "foreignEntries" }>["which"],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const now = Date.now();
  const stamp = (milliseconds: number): string => String(Math.max(0, Math.trunc(milliseconds))).padStart(15, "0");
  const put = async (id: string, startedAt: number): Promise<void> => {
    await writeFile(path.join(folder, `${stamp(startedAt)}-${id}.json`), writeEntry(foreignEntry(id, startedAt)));
  };
  switch (which) {
    case "future":
      await Promise.all(Array.from({ length: KEPT }, (_, index) => put(`ahead-${index}`, now + YEAR + index)));
      return;
    case "impossibleDate":
      await put("impossible", -1e300);
      await put("far", 999_999_999_999_999);
      return;
    case "repeatedId":
      await put("repeated", now - 50 * MINUTE);
      await put("repeated", now - 40 * MINUTE);
      return;
    case "halfWritten":
      await writeFile(path.join(folder, `${stamp(now)}-half.json`), '{"version":1,"id":"ha');
      await writeFile(path.join(folder, `${stamp(now)}-other.json.77.tmp`), "{");
  }
}

/** An entry about a resource that no history touches, with nothing to take back. */
function foreignEntry(id: string, startedAt: number): JournalEntry {
  const record: ChangeRecord = {
    resourceId: `${resourceIds.plain}-elsewhere`,
    tenantId: subscription.tenant.tenantId,
    change: { kind: "enableSystemAssigned" },
    before: undefined,
    after: undefined,
    outcome: { kind: "noChange" },
  };
  return { id, startedAt, origin: { kind: "change" }, records: [record] };
}
