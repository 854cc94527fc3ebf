/** An error of a later step of one command. What the earlier ones have written stays, and `done` says it, in a sentence. */
export class StoppedAfter extends Error {
  constructor(
    readonly done: string,
    readonly failure: unknown,
  ) {
    super(failure instanceof Error ? failure.message : String(failure), { cause: failure });
    this.name = "StoppedAfter";
  }
}

/** Runs what follows a write of the same command: where it stops, the message also says what stays. @throws StoppedAfter */
export async function afterWriting<Result>(done: string, task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    throw new StoppedAfter(done, error);
  }
}
