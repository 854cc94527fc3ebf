import path from "node:path";
import { expect, test } from "vitest";
import { npmEnvironment } from "../../host/install";
import { projectRoot } from "../../host/paths";
import { runCommand } from "../../host/runCommand";

const node = path.join(projectRoot, "node_modules", "node", "bin", "node");

test("native modules are compiled on all processors and without optimization, with the flags that the user has set", () => {
  const { JOBS, CFLAGS, CXXFLAGS } = npmEnvironment(node, { CXXFLAGS: "-I/opt/include" });
  expect(Number(JOBS)).toBeGreaterThanOrEqual(1);
  expect([CFLAGS, CXXFLAGS]).toEqual(["-O0", "-I/opt/include -O0"]);
});

test("the npm that installs the VS Code server names the Node that it runs on, whatever npm started the tests", async () => {
  const inherited = { ...process.env, npm_config_user_agent: "npm/11.0.0 node/v20.0.0 linux x64 workspaces/false" };
  const version = await runCommand(node, ["--version"], { output: "keep" });
  const userAgent = await runCommand("npm", ["exec", "-c", "echo $npm_config_user_agent"], {
    cwd: projectRoot,
    env: npmEnvironment(node, inherited),
    output: "keep",
  });
  expect(userAgent).toContain(`node/${version.trim()} `);
});
