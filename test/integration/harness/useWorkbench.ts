import { afterAll, beforeAll, beforeEach, inject } from "vitest";
import { dropEvidence } from "./evidence";
import { type Session, type SessionOptions, startSession } from "./session";
import "./provided";

/**
 * Gives the tests of a file, or of a describe block, one window and one emulator that they share: started before the
 * first of them and stopped after the last. Call what it returns inside a test. Where a test fails, pictures and logs are
 * kept in out/integration under its name.
 */
export function useWorkbench(options: SessionOptions = {}): () => Session {
  const current: { session: Session | undefined } = { session: undefined };
  beforeAll(async () => {
    current.session = await startSession(inject("integrationRun"), options);
  });
  beforeEach(async ({ task, onTestFailed }) => {
    await dropEvidence(task.fullName);
    onTestFailed(() => current.session?.keepEvidence(task.fullName));
  });
  afterAll(async () => {
    await current.session?.close();
  });
  return () => {
    if (current.session === undefined) {
      throw new Error("The window is there inside a test only.");
    }
    return current.session;
  };
}
