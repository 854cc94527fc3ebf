import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cloudFromSettings } from "../../../../src/azure/signIn/clouds";
import { createIdentitySignIn } from "../../../../src/azure/signIn/identitySignIn";
import { azureCliSource } from "../../../../src/azure/signIn/identitySources";

const TENANT = "4b71fe15-44c6-47b7-94ac-5a6b2cc290e9";
const cloud = () =>
  cloudFromSettings({
    sovereignEnvironment: undefined,
    sovereignCustomEnvironment: undefined,
    custom: { resourceManagerEndpoint: "https://arm.local:8443", authority: "https://arm.local:8443", audience: "" },
  });

// The stand-in for the CLI is a shell script.
describe.runIf(process.platform !== "win32")("the sign-in by the Azure CLI", () => {
  let folder = "";
  const calls = () => readFile(path.join(folder, "calls"), "utf8");

  async function standIn(script: string): Promise<void> {
    const file = path.join(folder, "az");
    await writeFile(file, `#!/bin/sh\necho "$@" >> "${folder}/calls"\n${script}\n`);
    await chmod(file, 0o755);
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "az-"));
    vi.stubEnv("PATH", `${folder}:${process.env["PATH"] ?? ""}`);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  it("asks the CLI for a token of the tenant and the cloud that are wanted", async () => {
    const expires = Math.floor(Date.now() / 1000) + 3600;
    await standIn(`echo '{"accessToken":"secret","expires_on":${expires},"tokenType":"Bearer"}'`);
    const signIn = createIdentitySignIn(cloud, azureCliSource);
    const account = { id: "azureCli", label: "Azure CLI" };
    expect(await signIn.getAccounts()).toEqual([account]);
    const credential = signIn.credentialFor({ tenantId: TENANT, displayName: undefined, account });
    expect(await credential.getToken("https://arm.local:8443/.default")).toMatchObject({
      token: "secret",
      expiresOnTimestamp: expires * 1000,
    });
    expect(await calls()).toContain("--resource https://arm.local:8443");
    expect(await calls()).toContain(`--tenant ${TENANT}`);
  });

  it("has no account where the CLI is signed out", async () => {
    await standIn("echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1");
    const signIn = createIdentitySignIn(cloud, azureCliSource);
    expect(await signIn.getAccounts()).toEqual([]);
    await expect(signIn.signIn()).rejects.toMatchObject({
      failure: { reason: "notSignedIn" },
      message: expect.stringContaining("az login"),
    });
  });
});
