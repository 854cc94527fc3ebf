/**
 * A text cannot be rendered.
 * `notAResourceId`: an operation names no resource. `notInThisShell`: the shell cannot carry the text at all.
 */
export class RenderError extends Error {
  constructor(
    readonly reason: "notAResourceId" | "notInThisShell",
    /** The text at fault, at most 100 characters of it. */
    readonly detail: string,
  ) {
    super(reason === "notAResourceId" ? "The text is not the id of a resource." : "The shell cannot carry the text.");
    this.name = "RenderError";
    this.detail = detail.slice(0, 100);
  }
}
