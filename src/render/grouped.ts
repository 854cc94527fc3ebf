/** Entries with the same key together, in the order in which each key first appears. */
export function grouped<Entry>(entries: readonly Entry[], key: (entry: Entry) => string): Entry[][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(key(entry));
    if (group === undefined) {
      groups.set(key(entry), [entry]);
    } else {
      group.push(entry);
    }
  }
  return [...groups.values()];
}
