import { parseArgs } from "node:util";
import { type Certificate } from "../emulator/src/certificate";
import { prepare } from "./environment";
import { generate } from "./generate";
import { runHistory } from "./runHistory";
import { notSeen, runSeeds, seedsFrom } from "./runSeeds";

/** How many histories each seed stands for, and the seeds of the long form. */
const HISTORIES = 2_000;
const SEEDS = [1, 100_001, 200_001];

const { values } = parseArgs({
  options: {
    /** One history, told step by step. The variable FAULTS_SEED does the same. */
    seed: { type: "string" },
    /** Where the runs begin, several with commas between them. */
    from: { type: "string" },
    count: { type: "string" },
  },
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Tells one history. @returns whether all was as promised */
async function one(seed: number, certificate: Certificate): Promise<boolean> {
  const history = generate(seed);
  const { transcript, violations } = await runHistory(history, certificate);
  say(`Seed ${seed}. ${JSON.stringify(history.weather)}`);
  transcript.forEach(say);
  for (const { check, step, detail } of violations) {
    say(`${check} at step ${step}: ${detail}`);
  }
  return violations.length === 0;
}

/** Runs the histories from a seed on. @returns whether nothing but known faults was found, and each of these */
async function many(first: number, count: number, certificate: Certificate): Promise<boolean> {
  const started = performance.now();
  const seeds = seedsFrom(first, count);
  const summary = await runSeeds(seeds, certificate, {
    onHistory: (done) => {
      if (done % 250 === 0) {
        say(`  ${done} of ${seeds.length}`);
      }
    },
    onFailure: say,
  });
  for (const [{ promise }, found] of summary.known) {
    say(`Known: ${promise}\n    ${found.length} histories: ${found.slice(0, 8).join(", ")}`);
  }
  const missing = notSeen(summary);
  for (const { promise } of missing) {
    say(`No longer found, and still on the list of known faults: ${promise}`);
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  say(`Seeds from ${first}: ${summary.histories} histories, ${summary.failed} failed (${seconds} s)`);
  return summary.failed === 0 && missing.length === 0;
}

async function main(): Promise<void> {
  const { certificate, end } = await prepare();
  try {
    const seed = values.seed ?? process.env["FAULTS_SEED"];
    if (seed !== undefined) {
      process.exitCode = (await one(Number(seed), certificate)) ? 0 : 1;
      return;
    }
    const from = values.from?.split(",").map(Number) ?? SEEDS;
    let isGood = true;
    for (const first of from) {
      isGood = (await many(first, Number(values.count ?? HISTORIES), certificate)) && isGood;
    }
    process.exitCode = isGood ? 0 : 1;
  } finally {
    await end();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
