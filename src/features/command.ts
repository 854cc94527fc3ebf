/** What runs when a command is called; `args` are whatever the caller gives. */
export type Command<Deps> = (deps: Deps, ...args: readonly unknown[]) => Promise<void>;

/** Commands by the end of their IDs, with what they work with. */
export type CommandTable = Readonly<Record<string, (...args: readonly unknown[]) => Promise<void>>>;

/** Commands whose code is loaded when one of them is first called, so that activation loads none of it. */
export function lazyCommands<Deps>(
  deps: Deps,
  loads: Readonly<Record<string, () => Promise<Command<Deps>>>>,
): CommandTable {
  return Object.fromEntries(
    Object.entries(loads).map(([id, load]) => [
      id,
      async (...args: readonly unknown[]) => {
        const run = await load();
        await run(deps, ...args);
      },
    ]),
  );
}
