import { inTurns, type Sliced } from "../../../src/documents/sliced";

/** A text of its own, so that nothing can be remembered from the time before. */
export function fresh(text: string, number: number): string {
  return Buffer.from(`${text}${" ".repeat(number % 7)}`).toString();
}

/** The shortest time of many in ms: a shared machine only ever makes things slower. */
export function best(text: string, times: number, run: (text: string) => void): number {
  let shortest = Number.POSITIVE_INFINITY;
  const copies = Array.from({ length: 4 }, (_, number) => fresh(text, number));
  for (let number = 0; number < times; number++) {
    const copy = copies[number % copies.length] ?? text;
    const start = performance.now();
    run(copy);
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}

/** What this thread has worked, without the time in which others had the processor. */
export function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** What work in turns comes to, and its longest turn in ms of work, in which nothing else can be done. */
export async function longestTurn<T>(work: Sliced<T>): Promise<{ readonly longest: number; readonly value: T }> {
  let longest = 0;
  let began = workedMs();
  const turnEnds = () => {
    longest = Math.max(longest, workedMs() - began);
  };
  const value = await inTurns(work, async () => {
    turnEnds();
    await new Promise((resolve) => setImmediate(resolve));
    began = workedMs();
  });
  turnEnds();
  return { longest, value };
}

/** One line of a report. */
export function line(label: string, figures: string): void {
  console.log(`  ${label.padEnd(52)} ${figures}`);
}
