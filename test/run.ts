import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "./host/paths";
import { runCommand } from "./host/runCommand";

/** One part of `npm test`: a script that is right or wrong as a whole, or a run of vitest that counts its tests. */
type Step =
  | { readonly kind: "script"; readonly name: string; readonly script: string }
  | { readonly kind: "tests"; readonly name: string; readonly parameters: readonly string[] };

/** Whether output is shown as it comes, or kept until the step has ended. */
type Output = "show" | "keep";

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Tests that said themselves that they cannot run here. */
  readonly leftOut: number;
  /** What failed and why, said once more at the end: in a long log the place where it happened is hard to find. */
  readonly failures: readonly string[];
}

/** The part of vitest's JSON report that is counted. */
interface TestReport {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** The window tests need a VS Code server from npm and a Chromium: both are known to work on Linux. */
const canOpenWindow = process.platform === "linux" || process.env["MANAGED_IDENTITIES_CHROMIUM"] !== undefined;

const windowTests: Step = {
  kind: "tests",
  name: "Integration",
  parameters: ["--config", "test/integration/vitest.config.mts"],
};

/**
 * Two lanes side by side: what computes, and what mostly waits for a window. The output of the first is shown when a step has ended,
 * that of the second as it comes.
 */
const lanes: readonly { readonly output: Output; readonly steps: readonly Step[] }[] = [
  {
    output: "keep",
    steps: [
      { kind: "script", name: "Types", script: "check" },
      { kind: "script", name: "Lint and format", script: "lint" },
      {
        kind: "tests",
        name: "Unit",
        parameters: ["--exclude", "test/emulator/**", "--exclude", "test/parity/**", "--exclude", "test/faults/**"],
      },
      { kind: "tests", name: "Emulator", parameters: ["test/emulator"] },
      { kind: "tests", name: "Parity", parameters: ["test/parity"] },
      { kind: "tests", name: "Faults", parameters: ["test/faults"] },
      { kind: "tests", name: "Walk", parameters: ["--config", "test/walk/vitest.config.mts"] },
    ],
  },
  {
    output: "show",
    steps: [{ kind: "script", name: "Build", script: "build" }, ...(canOpenWindow ? [windowTests] : [])],
  },
];

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs a program. Output that was kept is shown once it has ended. */
async function succeeds(program: string, parameters: readonly string[], output: Output): Promise<boolean> {
  try {
    say(await runCommand(program, parameters, { cwd: projectRoot, output }));
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return false;
  }
}

async function readReport(file: string): Promise<TestReport | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as TestReport;
  } catch {
    return undefined;
  }
}

/** A file that could not be loaded, and a run that went wrong outside any test, count as one failed test each. */
function failuresIn(report: TestReport): readonly string[] {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(projectRoot, name);
    const failed = assertionResults
      .filter((result) => result.status === "failed")
      .map(({ fullName, failureMessages }) => `${file}: ${fullName}\n${(failureMessages ?? []).join("\n")}`);
    return failed.length === 0 && status === "failed" ? [`${file}\n${message}`] : failed;
  });
}

async function runTests(name: string, parameters: readonly string[], output: Output): Promise<Outcome> {
  const reportFile = path.join(projectRoot, "out", "test", `${name.toLowerCase()}.json`);
  await mkdir(path.dirname(reportFile), { recursive: true });
  await rm(reportFile, { force: true });
  const vitest = path.join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  const reporting = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const good = await succeeds(process.execPath, [vitest, "run", ...parameters, ...reporting], output);
  const report = await readReport(reportFile);
  if (report === undefined) {
    return { passed: 0, failed: 1, leftOut: 0, failures: ["no report was written"] };
  }
  const failures = failuresIn(report);
  return {
    passed: report.numPassedTests,
    failed: good ? failures.length : Math.max(failures.length, 1),
    leftOut: report.numPendingTests,
    failures,
  };
}

async function runStep(step: Step, output: Output): Promise<Outcome> {
  if (step.kind === "tests") {
    return runTests(step.name, step.parameters, output);
  }
  // npm names its own file to what it starts: on Windows, `npm` itself is a script that only a shell runs.
  const npm = process.env["npm_execpath"];
  const [program, first] = npm === undefined ? ["npm", []] : [process.execPath, [npm]];
  const good = await succeeds(program, [...first, "run", "--silent", step.script], output);
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, leftOut: 0, failures: [] };
}

function describe({ passed, failed, leftOut }: Outcome): string {
  return `${passed} passed, ${failed} failed${leftOut === 0 ? "" : `, ${leftOut} left out`}`;
}

interface Ended {
  readonly name: string;
  readonly outcome: Outcome;
  readonly seconds: number;
}

async function runLane({ output, steps }: (typeof lanes)[number]): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  for (const step of steps) {
    say(`\n=== ${step.name}`);
    const started = performance.now();
    const outcome = await runStep(step, output);
    const seconds = Math.round((performance.now() - started) / 1000);
    say(`=== ${step.name}: ${describe(outcome)} (${seconds} s)`);
    ended.push({ name: step.name, outcome, seconds });
  }
  return ended;
}

async function main(): Promise<void> {
  if (!canOpenWindow) {
    say("The tests in a real VS Code are left out: they run on Linux, or with MANAGED_IDENTITIES_CHROMIUM set.");
  }
  const outcomes = (await Promise.all(lanes.map(runLane))).flat();
  for (const { name, outcome } of outcomes) {
    for (const failure of outcome.failures) {
      say(`\nFailed in ${name}: ${failure}`);
    }
  }
  say("");
  for (const { name, outcome, seconds } of outcomes) {
    say(`${name}: ${describe(outcome)} (${seconds} s)`);
  }
  const total = (count: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, { outcome }) => sum + count(outcome), 0);
  const failed = total((outcome) => outcome.failed);
  process.exitCode = failed === 0 ? 0 : 1;
  say(`${total((outcome) => outcome.passed)} passed, ${failed} failed`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
  say("0 passed, 1 failed");
});
