import { beforeEach, describe, expect, it, vi } from "vitest";
import { register, TOOL_NAMES } from "../../../../src/features/agentTools/register";
import type { AllDeps } from "../../../../src/features/agentTools/deps";

interface Editor {
  readonly registered: Set<string>;
  readonly listeners: Set<(event: object) => void>;
  userValue: unknown;
  workspaceValue: unknown;
  lm: object | undefined;
}

const editor = vi.hoisted((): Editor => ({
  registered: new Set(),
  listeners: new Set(),
  userValue: undefined,
  workspaceValue: undefined,
  lm: undefined,
}));

function registerTool(name: string) {
  editor.registered.add(name);
  return { dispose: () => editor.registered.delete(name) };
}

vi.mock("vscode", () => {
  class Disposable {
    static from(...all: readonly { dispose(): void }[]) {
      return new Disposable(() => {
        all.forEach((each) => {
          each.dispose();
        });
      });
    }
    constructor(readonly dispose: () => void) {}
  }
  return {
    Disposable,
    get lm() {
      return editor.lm;
    },
    workspace: {
      getConfiguration: () => ({
        inspect: () => ({ globalValue: editor.userValue, workspaceValue: editor.workspaceValue, defaultValue: true }),
      }),
      onDidChangeConfiguration: (listener: (event: object) => void) => {
        editor.listeners.add(listener);
        return { dispose: () => editor.listeners.delete(listener) };
      },
    },
  };
});

const deps = { signIn: { onRefreshSuggested: () => ({ dispose: () => undefined }) } } as unknown as AllDeps;

function set(value: unknown): void {
  editor.userValue = value;
  const event = { affectsConfiguration: (name: string) => name === "managedIdentities.agentTools.enabled" };
  [...editor.listeners].forEach((listener) => {
    listener(event);
  });
}

describe("the tools for agents", () => {
  beforeEach(() => {
    editor.lm = { registerTool };
    [editor.userValue, editor.workspaceValue] = [undefined, undefined];
  });

  it("are not there in an editor that does not know such tools", () => {
    for (const lm of [undefined, {}]) {
      editor.lm = lm;
      register(deps).dispose();
    }
    expect([...editor.registered]).toEqual([]);
  });

  it("come and go with the user's setting, whatever a workspace says", () => {
    const registered = register(deps);
    expect(editor.registered.size).toBe(TOOL_NAMES.length);
    set(false);
    expect(editor.registered.size).toBe(0);
    editor.workspaceValue = true;
    set(false);
    expect(editor.registered.size).toBe(0);
    set(true);
    expect(editor.registered.size).toBe(TOOL_NAMES.length);
    registered.dispose();
    expect(editor.registered.size).toBe(0);
    expect(editor.listeners.size).toBe(0);
  });

  it("are not offered at a start with the setting off", () => {
    editor.userValue = false;
    const registered = register(deps);
    expect(editor.registered.size).toBe(0);
    registered.dispose();
  });
});
