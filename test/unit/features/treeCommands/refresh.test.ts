import { beforeEach, describe, expect, it, vi } from "vitest";
import { refresh, refreshNode } from "../../../../src/features/treeCommands/refresh";

vi.mock("vscode", () => import("../../views/fakeVscode"));

const done: string[] = [];
const does = (name: string) => (): Promise<void> => {
  done.push(name);
  return Promise.resolve();
};

const app = {
  inventory: {
    refresh: does("list everything"),
    refreshSubscription: does("list the subscription"),
    subscription: () => undefined,
  },
  forgetSession: () => void done.push("forget the session"),
  federatedCredentials: { forget: () => void done.push("forget the credentials") },
  identityAccess: { forget: () => void done.push("forget the role assignments") },
  instances: { forget: () => void done.push("forget the instances") },
};

beforeEach(() => {
  done.length = 0;
});

describe("a refresh that a user asks for", () => {
  it("lists everything as whoever is signed in at that moment", async () => {
    await refresh(app);
    expect(done).toEqual(["forget the session", "list everything"]);
  });

  it.each([
    [{ kind: "subscription", id: "s", subscriptionKey: "s" }, "list the subscription"],
    [{ kind: "failure", id: "f", subscriptionKey: undefined, source: "subscriptions" }, "list everything"],
    [{ kind: "federatedCredentials", id: "f", subscriptionKey: "s", identityId: "i" }, "forget the credentials"],
    [{ kind: "roleAssignments", id: "r", subscriptionKey: "s", identityId: "i" }, "forget the role assignments"],
    [{ kind: "instances", id: "i", subscriptionKey: "s", resourceId: "r" }, "forget the instances"],
  ])("does so at the node %j", async (node, what) => {
    await refreshNode(app, node);
    expect(done).toEqual(["forget the session", what]);
  });
});
