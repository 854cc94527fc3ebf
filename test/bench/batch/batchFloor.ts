/** Azure Resource Manager's own buckets (docs/azure-behaviour.md#resource-manager-limits), written down a second time on purpose. */
export const armBuckets = { read: { capacity: 250, perSecond: 25 }, write: { capacity: 200, perSecond: 10 } };

/**
 * The shortest time, in milliseconds, in which full buckets let operations of these durations be begun, each found done by one poll the
 * moment it ends, and verified by one read.
 */
export function batchFloorMs(durations: readonly number[]): number {
  const { read, write } = armBuckets;
  const begin = (index: number): number => Math.max(0, ((index + 1 - write.capacity) / write.perSecond) * 1000);
  const ends = durations.map((duration, index) => begin(index) + duration).sort((left, right) => left - right);
  let [level, at] = [read.capacity, 0];
  for (const end of ends.flatMap((each) => [each, each])) {
    const next = Math.max(end, at);
    level = Math.min(read.capacity, level + ((next - at) / 1000) * read.perSecond);
    at = next + (Math.max(0, 1 - level) / read.perSecond) * 1000;
    level = Math.max(level, 1) - 1;
  }
  return at;
}
