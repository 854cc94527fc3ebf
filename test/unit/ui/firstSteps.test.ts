import { beforeEach, describe, expect, it, vi } from "vitest";
import { completeFirstStep, registerFirstSteps } from "../../../src/ui/firstSteps";

type Listener = (event: { readonly opened: readonly unknown[]; readonly changed: readonly unknown[] }) => void;

/** VS Code's commands and tabs, as far as they are used. */
const code = vi.hoisted(() => ({
  commands: new Map<string, (...args: readonly unknown[]) => unknown>(),
  contexts: [] as (readonly unknown[])[],
  onTabs: undefined as Listener | undefined,
}));

vi.mock("vscode", () => ({
  commands: {
    registerCommand: (id: string, run: (...args: readonly unknown[]) => unknown) => {
      code.commands.set(id, run);
      return { dispose: () => code.commands.delete(id) };
    },
    executeCommand: (id: string, ...args: readonly unknown[]) => {
      if (id === "setContext") {
        code.contexts.push(args);
      } else {
        code.commands.get(id)?.(...args);
      }
      return Promise.resolve();
    },
  },
  window: {
    tabGroups: {
      onDidChangeTabs: (listener: Listener) => {
        code.onTabs = listener;
        return { dispose: () => undefined };
      },
    },
  },
  Disposable: { from: () => ({ dispose: () => undefined }) },
}));

const memory = (stored?: unknown) => {
  const values = new Map<string, unknown>([["managedIdentities.firstSteps", stored]]);
  return {
    keys: () => [...values.keys()],
    get: (key: string): unknown => values.get(key),
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
};

const ticked = (step: string) => [
  [`managedIdentities.done.${step}`, true],
  [`managedIdentities.done.${step}`, false],
];

/** The editor of a walkthrough, which extensions know nothing of. */
const walkthrough = { input: undefined };

beforeEach(() => {
  code.commands.clear();
  code.contexts.length = 0;
});

describe("a step that was done", () => {
  it("is told for a moment, so that VS Code can be told again", () => {
    registerFirstSteps(memory() as never);
    completeFirstStep("change");
    expect(code.contexts).toEqual(ticked("change"));
  });

  it("is told again where a walkthrough may have been opened, also in a later window, and not for other editors", () => {
    const kept = memory();
    registerFirstSteps(kept as never);
    completeFirstStep("signIn");
    code.contexts.length = 0;
    registerFirstSteps(kept as never);
    code.onTabs?.({ opened: [{ input: { uri: "file" } }], changed: [] });
    expect(code.contexts).toEqual([]);
    code.onTabs?.({ opened: [walkthrough], changed: [] });
    expect(code.contexts).toEqual(ticked("signIn"));
  });

  it.each([
    { stored: ["change"], told: ticked("change") },
    { stored: ["__proto__", 5, null, "change "], told: [] },
    { stored: { change: true }, told: [] },
    { stored: "change", told: [] },
  ])("is read from what was kept only where it is one: $stored", ({ stored, told }) => {
    registerFirstSteps(memory(stored) as never);
    code.onTabs?.({ opened: [walkthrough], changed: [] });
    expect(code.contexts).toEqual(told);
  });
});
