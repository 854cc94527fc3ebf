import { type Profiler, Session } from "node:inspector/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The functions of `src` that ran while something was done, by file. Paths relative to `src`, names as V8 has them. */
export type Covered = ReadonlyMap<string, readonly string[]>;

const src = path.resolve(import.meta.dirname, "../../src");

function fileOf(url: string): string | undefined {
  const file = url.startsWith("file:") ? fileURLToPath(url) : url;
  return file.startsWith(`${src}${path.sep}`) ? path.relative(src, file) : undefined;
}

/** How the test runner writes an export of a module: a function that gives a variable. */
const EXPORT = /^\(\) => \{ try \{ return [\w$]+ \} catch \{\} \}$/;

/** The function that stands for a module as a whole covers all of its text; it runs when the module is loaded, and is not counted. */
function ranWithin({ functions }: Profiler.ScriptCoverage, source: string): readonly string[] {
  const whole = Math.max(...functions.map(({ ranges }) => ranges[0]?.endOffset ?? 0));
  return functions.flatMap(({ functionName, ranges: [range] }) => {
    const isOwn = range !== undefined && range.count > 0 && range.endOffset < whole;
    return isOwn && !EXPORT.test(source.slice(range.startOffset, range.endOffset)) ? [functionName] : [];
  });
}

/** Does something, and says which functions of `src` ran meanwhile. */
export async function coveredBy(action: () => Promise<void>): Promise<Covered> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Debugger.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
    await session.post("Profiler.takePreciseCoverage");
    await action();
    const { result } = await session.post("Profiler.takePreciseCoverage");
    const files = new Map<string, readonly string[]>();
    for (const script of result) {
      const file = fileOf(script.url);
      if (file !== undefined) {
        const { scriptSource } = await session.post("Debugger.getScriptSource", { scriptId: script.scriptId });
        const ran = ranWithin(script, scriptSource);
        files.set(file, [...(files.get(file) ?? []), ...ran]);
      }
    }
    return new Map([...files].filter(([, ran]) => ran.length > 0));
  } finally {
    session.disconnect();
  }
}
