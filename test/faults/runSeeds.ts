import { type Certificate } from "../emulator/src/certificate";
import { type Violation } from "./act";
import { generate } from "./generate";
import { type KnownFault, knownFaultOf, knownFaults } from "./knownFaults";
import { runHistory } from "./runHistory";
import { shrink } from "./shrink";
import { type History } from "./step";

/** What many histories came to. */
export interface Summary {
  readonly histories: number;
  /** What is not known, ready to print: the first failures in full. */
  readonly failures: readonly string[];
  readonly failed: number;
  /** The seeds that found each known fault. */
  readonly known: ReadonlyMap<KnownFault, readonly number[]>;
}

/** Shrunk and printed in full are the first failures only: the others are mostly the same. */
const MOST_SHOWN = 5;

/** The seeds of a run: neighbours, so that one can be named, and those that find the known faults. */
export function seedsFrom(first: number, count: number): readonly number[] {
  const neighbours = Array.from({ length: count }, (_, index) => first + index);
  return [...new Set([...neighbours, ...knownFaults.flatMap(({ seeds }) => seeds)])];
}

/** What is told while histories run. */
export interface Listener {
  onHistory(done: number): void;
  onFailure(text: string): void;
}

const silent: Listener = { onHistory: () => undefined, onFailure: () => undefined };

/** Runs the histories of seeds one after the other. */
export async function runSeeds(
  seeds: readonly number[],
  certificate: Certificate,
  listener: Listener = silent,
): Promise<Summary> {
  const failures: string[] = [];
  const known = new Map<KnownFault, number[]>(knownFaults.map((fault) => [fault, []]));
  let failed = 0;
  for (const [index, seed] of seeds.entries()) {
    const history = generate(seed);
    const { violations } = await runHistory(history, certificate);
    for (const violation of violations) {
      const fault = knownFaultOf(violation);
      if (fault !== undefined && known.get(fault)?.at(-1) !== seed) {
        known.get(fault)?.push(seed);
      }
    }
    const first = firstUnknown(violations);
    if (first !== undefined) {
      failed++;
      if (failures.length < MOST_SHOWN) {
        const text = await explain(history, first, certificate);
        failures.push(text);
        listener.onFailure(text);
      }
    }
    listener.onHistory(index + 1);
  }
  return { histories: seeds.length, failures, failed, known };
}

/** The known faults that nothing has shown: the list is to shrink when they are mended. */
export function notSeen({ known }: Summary): readonly KnownFault[] {
  return [...known].flatMap(([fault, seeds]) => (seeds.length === 0 ? [fault] : []));
}

function firstUnknown(violations: readonly Violation[]): Violation | undefined {
  return violations.find((violation) => knownFaultOf(violation) === undefined);
}

/** Everything that is needed to understand a failure, and to have it again. */
async function explain(history: History, violation: Violation, certificate: Certificate): Promise<string> {
  const { check } = violation;
  const shorter = await shrink(history, violation.step, async (candidate) => {
    const { violations } = await runHistory(candidate, certificate);
    return violations.some((each) => each.check === check && knownFaultOf(each) === undefined);
  });
  const { transcript, violations } = await runHistory(shorter, certificate);
  return [
    `Seed ${history.seed}: ${check} at step ${violation.step}: ${violation.detail}`,
    `Again: npm run test:faults -- --seed ${history.seed}`,
    `Shrunk from ${history.steps.length} to ${shorter.steps.length} steps. ${JSON.stringify(shorter.weather)}`,
    ...transcript.map((line) => `  ${line}`),
    ...violations.map((each) => `  ${each.check} at step ${each.step}: ${each.detail}`),
  ].join("\n");
}
