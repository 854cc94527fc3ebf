import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Emulator } from "../emulator/src/emulator";

/** What a script has printed and how it ended. */
export interface ScriptResult {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a script in real bash with the environment given. */
export function runBash(
  script: string,
  environment: Readonly<Record<string, string>>,
  folder: string = process.cwd(),
): Promise<ScriptResult> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["--norc", "-c", script], { env: { ...process.env, ...environment }, cwd: folder });
    let output = "";
    const collect = (text: Buffer) => {
      output += text.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (status) => {
      resolve({ status, output });
    });
  });
}

/**
 * The real Azure CLI, signed in to an emulator, as docs/testing.md#the-local-azure describes. Its state lies in a folder of its own.
 */
export class AzureCliSession {
  private constructor(
    private readonly emulator: Emulator,
    private readonly folder: string,
  ) {}

  /** @throws Error with what the CLI has printed, where it cannot sign in. */
  static async start(emulator: Emulator): Promise<AzureCliSession> {
    const session = new AzureCliSession(emulator, mkdtempSync(path.join(tmpdir(), "parity-az-")));
    const { url, credentials } = emulator;
    const { status, output } = await session.run(
      [
        "set -e",
        `az cloud register -n local --endpoint-resource-manager ${url} --endpoint-management ${url} \\`,
        `  --endpoint-active-directory ${url}/adfs --endpoint-active-directory-resource-id ${url} \\`,
        `  --endpoint-active-directory-graph-resource-id ${url} \\`,
        "  --suffix-storage-endpoint localhost --suffix-keyvault-dns .localhost",
        "az cloud set -n local --profile 2020-09-01-hybrid",
        `az login --service-principal -u ${credentials.clientId} -p ${credentials.clientSecret} -t ${credentials.tenantId}`,
      ].join("\n"),
    );
    if (status !== 0) {
      session.close();
      throw new Error(`the Azure CLI could not sign in to the emulator:\n${output}`);
    }
    return session;
  }

  /** Another session with the same sign-in, so that two scripts can run at once. */
  copy(): AzureCliSession {
    const folder = mkdtempSync(path.join(tmpdir(), "parity-az-"));
    cpSync(this.folder, folder, { recursive: true });
    return new AzureCliSession(this.emulator, folder);
  }

  /** Runs a script in the folder of the session, where it also finds its home. */
  run(script: string): Promise<ScriptResult> {
    const environment = {
      AZURE_CONFIG_DIR: this.folder,
      AZURE_CORE_COLLECT_TELEMETRY: "no",
      AZURE_CORE_OUTPUT: "none",
      AZURE_CORE_NO_COLOR: "yes",
      HOME: this.folder,
      PYTHONPATH: path.join(import.meta.dirname, "azureCliPython"),
      REQUESTS_CA_BUNDLE: this.emulator.certificateFile,
    };
    return runBash(script, environment, this.folder);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
