import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Shows every argument between two characters that no text of a test holds. */
const SCRIPT = String.raw`printf '\001%s\002' "$@"`;

/**
 * Wine's cmd.exe: an implementation of cmd that shares nothing with this project. It starts `show` (a program of this system: Wine
 * splits the command line for it by the rules of the C runtime) and `az`, a batch file that hands its arguments on as the real `az.cmd` does.
 */
export class WineCmd {
  private constructor(private readonly folder: string) {}

  /** Makes a Windows of its own in a temporary folder: some ten seconds and 700 MB. */
  static start(): WineCmd {
    const wine = new WineCmd(mkdtempSync(path.join(tmpdir(), "wine-cmd-")));
    symlinkSync("/bin/bash", path.join(wine.folder, "show.exe"));
    writeFileSync(path.join(wine.folder, "script"), SCRIPT);
    writeFileSync(path.join(wine.folder, "az.cmd"), "@show.exe script %*\r\n");
    return wine;
  }

  /**
   * The arguments that a program gets from each line, typed at the prompt one after another.
   * Wine reads them in code page 437: a line may hold ASCII and `ä`.
   */
  received(program: "show" | "az", lines: readonly string[]): string[][] {
    const command = program === "az" ? "az" : "show script";
    const input = path.join(this.folder, "input");
    const typed = lines.map((line, index) => `${command} line:${index} ${line}\r\n`).join("");
    writeFileSync(input, Buffer.from(typed.replaceAll("ä", "\u0084"), "latin1"));
    const file = openSync(input, "r");
    try {
      const { stdout } = spawnSync("wine", ["cmd"], {
        cwd: this.folder,
        env: {
          ...process.env,
          WINEPREFIX: path.join(this.folder, "prefix"),
          WINEDEBUG: "-all",
          WINEDLLOVERRIDES: "mscoree,mshtml=",
          DISPLAY: "",
          LC_ALL: "C.UTF-8",
        },
        stdio: [file, "pipe", "ignore"],
        maxBuffer: 1 << 26,
      });
      return inOrder([...stdout.toString().matchAll(/\u0001([^]*?)\u0002/g)].map(([, text = ""]) => text));
    } finally {
      closeSync(file);
    }
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
  }
}

/** Wine's cmd does not wait for a program that is none of Windows, so that a later line may be answered first. */
function inOrder(texts: readonly string[]): string[][] {
  const answers: string[][] = [];
  let current: string[] = [];
  for (const text of texts) {
    const index = /^line:(\d+)$/.exec(text)?.[1];
    if (index === undefined) {
      current.push(text);
    } else {
      current = [];
      answers[Number(index)] = current;
    }
  }
  return answers;
}
