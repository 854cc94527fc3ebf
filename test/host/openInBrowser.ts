import { spawn } from "node:child_process";

function opener(): readonly [string, ...string[]] | undefined {
  switch (process.platform) {
    case "darwin":
      return ["open"];
    case "win32":
      return ["cmd", "/c", "start", ""];
    default:
      return (process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"]) === undefined ? undefined : ["xdg-open"];
  }
}

/** Opens an address in the user's browser where there is one; says nothing where there is none. */
export function openInBrowser(url: string): void {
  const command = process.env["CI"] === undefined ? opener() : undefined;
  if (command === undefined) {
    return;
  }
  const [program, ...parameters] = command;
  const child = spawn(program, [...parameters, url], { stdio: "ignore", detached: true });
  // The address is printed as well: whoever has no such program opens it by hand.
  child.once("error", () => undefined);
  child.unref();
}
