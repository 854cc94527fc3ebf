import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import type { IntegrationRun } from "../harness/provided";
import { installForTests } from "./templateFiles";

/** The variable that tells the stand-in for an agent where to listen. */
const SOCKET = "MANAGED_IDENTITIES_TEST_AGENT";

/** What calling a tool came to. */
export type Called = { readonly text: string } | { readonly error: string };

/** A tool as VS Code lists it. */
export interface ListedTool {
  readonly name: string;
  readonly inputSchema: object;
}

/** A small extension beside ours that calls language model tools for a test, as an agent does, in the same extension host. */
export class StandInAgent {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "managed-identities-agent-"));
  private readonly socket = path.join(this.folder, "agent.sock");

  /** What the window has to be started with. */
  get env(): Readonly<Record<string, string>> {
    return { [SOCKET]: this.socket };
  }

  /** Installs it for every window of the run; it does nothing in those that are not started with `env`. */
  async install(run: IntegrationRun): Promise<void> {
    const code = `
const vscode = require("vscode");
const http = require("node:http");
const realNow = Date.now;
exports.activate = (context) => {
  const socket = process.env.${SOCKET};
  if (!socket) return;
  let underway;
  const answers = {
    tools: async () => vscode.lm.tools.map(({ name, inputSchema }) => ({ name, inputSchema })),
    call: async ({ name, input }) => {
      underway = new vscode.CancellationTokenSource();
      try {
        const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, underway.token);
        return { text: content.map(({ value }) => value).join("\\n") };
      } catch (error) {
        return { error: String(error && error.message || error) };
      }
    },
    cancel: async () => underway.cancel(),
    switchTools: async ({ isOn }) => {
      await vscode.workspace
        .getConfiguration()
        .update("managedIdentities.agentTools.enabled", isOn, vscode.ConfigurationTarget.Global);
    },
    passTime: async ({ ms }) => { Date.now = () => realNow() + ms; },
  };
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", async () => {
      try {
        response.end(JSON.stringify((await answers[request.url.slice(1)](JSON.parse(body))) ?? {}));
      } catch (error) {
        response.statusCode = 500;
        response.end(String(error));
      }
    });
  });
  server.listen(socket);
  context.subscriptions.push({ dispose: () => server.close() });
};`;
    await installForTests(run, { name: "agent-stand-in", activationEvents: ["onStartupFinished"] }, code);
  }

  /** The tools that VS Code lists. */
  tools(): Promise<readonly ListedTool[]> {
    return this.ask<readonly ListedTool[]>("tools", {});
  }

  /** Calls one of our tools. */
  call(tool: string, input: object): Promise<Called> {
    return this.ask<Called>("call", { name: `managed-identities_${tool}`, input });
  }

  /** Calls one that is to answer, and reads the data behind its mark. */
  async data(tool: string, input: object): Promise<Readonly<Record<string, unknown>>> {
    const called = await this.call(tool, input);
    if ("error" in called) {
      throw new Error(called.error);
    }
    return JSON.parse(called.text.slice(called.text.indexOf("\n"))) as Readonly<Record<string, unknown>>;
  }

  /** Cancels the call that was begun last. */
  async cancel(): Promise<void> {
    await this.ask("cancel", {});
  }

  /** Sets the extension host's time of day. */
  async passTime(ms: number): Promise<void> {
    await this.ask("passTime", { ms });
  }

  /** Sets the setting that offers our tools. */
  async switchTools(isOn: boolean): Promise<void> {
    await this.ask("switchTools", { isOn });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private ask<Answer>(what: string, input: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ socketPath: this.socket, path: `/${what}`, method: "POST" }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => {
          text += part;
        });
        response.on("end", () => {
          if (response.statusCode === 200) {
            resolve(JSON.parse(text) as Answer);
          } else {
            reject(new Error(text));
          }
        });
      });
      sent.on("error", reject);
      sent.end(JSON.stringify(input));
    });
  }
}
