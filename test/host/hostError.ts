export type HostErrorReason =
  "systemPackageMissing" | "installFailed" | "commandFailed" | "serverFailed" | "notSeen" | "desktopUnavailable";

/** What went wrong with the VS Code that tests and `npm start` run, and what to do about it. */
export class HostError extends Error {
  constructor(
    readonly reason: HostErrorReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "HostError";
  }
}
