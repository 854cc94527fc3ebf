import { describe, expect, it, vi } from "vitest";
import { vscodeMicrosoftSessions } from "../../../../src/azure/signIn/microsoftSessions";

const host = vi.hoisted(() => ({
  getSessionFromVSCode: vi.fn(() => Promise.resolve<{ accessToken: string } | undefined>({ accessToken: "secret" })),
  getAccounts: vi.fn(() => Promise.resolve([{ id: "1", label: "someone" }])),
  listeners: [] as ((event: { provider: { id: string } }) => void)[],
}));

vi.mock("vscode", () => ({
  authentication: {
    getAccounts: host.getAccounts,
    onDidChangeSessions: (listener: (typeof host.listeners)[number]) => {
      host.listeners.push(listener);
      return { dispose: () => undefined };
    },
  },
}));

vi.mock("@microsoft/vscode-azext-azureauth", () => ({
  getConfiguredAuthProviderId: () => "microsoft-sovereign-cloud",
  getConfiguredAzureEnv: () => ({
    resourceManagerEndpointUrl: "https://management.chinacloudapi.cn",
    activeDirectoryEndpointUrl: "https://login.chinacloudapi.cn/",
  }),
  getSessionFromVSCode: host.getSessionFromVSCode,
}));

const ACCOUNT = { id: "1", label: "someone" };

describe("the sessions of VS Code", () => {
  it("follow the cloud that the Microsoft sign-in is set to", async () => {
    expect(await vscodeMicrosoftSessions.accounts()).toEqual([ACCOUNT]);
    expect(host.getAccounts).toHaveBeenCalledWith("microsoft-sovereign-cloud");
    expect(await vscodeMicrosoftSessions.cloud()).toEqual({
      resourceManagerEndpoint: "https://management.chinacloudapi.cn",
      authority: "https://login.chinacloudapi.cn/",
    });
  });

  it("are asked for without showing anything, or with a choice of accounts where none is given", async () => {
    expect(await vscodeMicrosoftSessions.token("s/.default", "t", ACCOUNT, "silent")).toBe("secret");
    await vscodeMicrosoftSessions.token("s/.default", undefined, undefined, "interactive");
    await vscodeMicrosoftSessions.token("s/.default", "t", ACCOUNT, "interactive");
    expect(host.getSessionFromVSCode.mock.calls).toEqual([
      [["s/.default"], "t", { account: ACCOUNT, silent: true }],
      [["s/.default"], undefined, { createIfNone: true, clearSessionPreference: true }],
      [["s/.default"], "t", { account: ACCOUNT, createIfNone: true, clearSessionPreference: false }],
    ]);
    host.getSessionFromVSCode.mockResolvedValueOnce(undefined);
    expect(await vscodeMicrosoftSessions.token("s/.default", "t", ACCOUNT, "silent")).toBeUndefined();
  });

  it("are asked for with a service's challenge, which goes to VS Code as the service put it", async () => {
    host.getSessionFromVSCode.mockClear();
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"\u00e9"}}}';
    await vscodeMicrosoftSessions.token("s/.default", "t", ACCOUNT, "interactive", claims);
    const sent = Buffer.from(claims, "latin1").toString("base64");
    expect(host.getSessionFromVSCode.mock.calls).toEqual([
      [
        { fallbackScopes: ["s/.default"], wwwAuthenticate: `Bearer error="insufficient_claims", claims="${sent}"` },
        "t",
        { account: ACCOUNT, createIfNone: true, clearSessionPreference: false },
      ],
    ]);
  });

  it("tell of changes of Microsoft accounts, not of others", () => {
    const heard = vi.fn();
    vscodeMicrosoftSessions.onDidChange(heard);
    for (const id of ["github", "microsoft", "microsoft-sovereign-cloud"]) {
      host.listeners.forEach((listener) => {
        listener({ provider: { id } });
      });
    }
    expect(heard).toHaveBeenCalledTimes(2);
  });
});
