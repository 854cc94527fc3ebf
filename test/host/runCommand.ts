import { spawn } from "node:child_process";
import { HostError } from "./hostError";

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** "show" passes the output through; "keep" collects it and shows it only in an error. */
  readonly output: "show" | "keep";
}

/** Runs a program to its end and gives what it printed; fails with its output where it did not end well. */
export async function runCommand(
  command: string,
  parameters: readonly string[],
  { cwd, env, output }: CommandOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      ...(cwd === undefined ? {} : { cwd }),
      env: env ?? process.env,
      stdio: ["ignore", output === "show" ? "inherit" : "pipe", output === "show" ? "inherit" : "pipe"],
    });
    let text = "";
    const collect = (chunk: Buffer): void => {
      text += chunk.toString("utf8");
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.once("error", (cause) => {
      reject(new HostError("commandFailed", `${command} could not be started: ${cause.message}`, { cause }));
    });
    child.once("close", (code, signal) => {
      if (code === 0) {
        resolve(text);
        return;
      }
      const ending = code === null ? `was ended by ${String(signal)}` : `ended with ${code}`;
      reject(new HostError("commandFailed", `${command} ${parameters.join(" ")} ${ending}.\n${text.trim()}`));
    });
  });
}
