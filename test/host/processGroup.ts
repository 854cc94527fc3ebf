import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

const graceMs = 3_000;

/** A program that leads its own process group, so that everything it starts can be ended with it. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Settles when the leader is gone, whatever its exit code. */
  readonly ended: Promise<void>;
  /** Ends the whole group; returns when the leader is gone. Safe to call twice. */
  end(): Promise<void>;
}

const living = new Set<number>();

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) {
      throw error;
    }
  }
}

process.once("exit", () => {
  for (const pid of living) {
    signalGroup(pid, "SIGKILL");
  }
});

export function startProcessGroup(command: string, parameters: readonly string[], options: SpawnOptions): ProcessGroup {
  const child = spawn(command, parameters, { ...options, detached: true });
  const { pid } = child;
  const ended = once(child, "exit").then(
    () => undefined,
    () => undefined,
  );
  if (pid === undefined) {
    return { child, ended, end: () => ended };
  }
  living.add(pid);
  return {
    child,
    ended,
    async end() {
      if (!living.has(pid)) {
        return;
      }
      signalGroup(pid, "SIGTERM");
      await Promise.race([ended, pause(graceMs, undefined, { ref: false })]);
      signalGroup(pid, "SIGKILL");
      await ended;
      living.delete(pid);
    },
  };
}
