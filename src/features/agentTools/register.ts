import * as vscode from "vscode";
import { agentToolsEnabled, AGENT_TOOLS_SETTING, onDidChangeAzureSettings } from "../../ui/settings";
import type { AgentTool } from "./agentTool";
import type { AllDeps } from "./deps";

/** The names of the tools, as the manifest contributes them. */
export const TOOL_NAMES = ["list", "explain", "check_template", "plan_change", "apply_plan", "undo_change"] as const;

const PREFIX = "managed-identities_";

type Tools = Readonly<Record<(typeof TOOL_NAMES)[number], AgentTool>> & { forgetPlans(): void };

/**
 * Offers the tools to language models for as long as the setting allows it, where the editor knows such tools. Their code is loaded when one
 * is first called.
 */
export function register(deps: AllDeps): vscode.Disposable {
  // Editors that are made of VS Code need not have it.
  const { lm } = vscode as { readonly lm?: Partial<typeof vscode.lm> };
  if (lm?.registerTool === undefined) {
    return new vscode.Disposable(() => undefined);
  }
  const { registerTool } = lm;
  let loading: Promise<Tools> | undefined;
  const load = (): Promise<Tools> => (loading ??= import("./tools").then(({ agentTools }) => agentTools(deps)));
  const forgetPlans = (): void => {
    void loading?.then((tools) => {
      tools.forgetPlans();
    });
  };
  let registered: vscode.Disposable | undefined;
  const follow = (): void => {
    if (!agentToolsEnabled()) {
      registered?.dispose();
      registered = undefined;
      forgetPlans();
      return;
    }
    registered ??= vscode.Disposable.from(
      ...TOOL_NAMES.map((name) =>
        registerTool(`${PREFIX}${name}`, {
          prepareInvocation: async (options, token) => (await vscodeTool(name)).prepareInvocation?.(options, token),
          invoke: async (options, token) => (await vscodeTool(name)).invoke(options, token),
        }),
      ),
    );
  };
  const vscodeTool = async (name: (typeof TOOL_NAMES)[number]): Promise<vscode.LanguageModelTool<unknown>> => {
    const { languageModelTool } = await import("./languageModelTool");
    return languageModelTool(deps.log, async () => (await load())[name]);
  };
  follow();
  const listening = vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(AGENT_TOOLS_SETTING)) {
        follow();
      }
    }),
    onDidChangeAzureSettings(forgetPlans),
    deps.signIn.onRefreshSuggested(forgetPlans),
  );
  return new vscode.Disposable(() => {
    listening.dispose();
    registered?.dispose();
  });
}
