/** An error for people: what happened, what it means, and what to do. */
export interface FailureWords {
  readonly what: string;
  readonly meaning: string;
  readonly advice: string;
  /** A command that helps, offered as a button. */
  readonly action?: {
    readonly title: string;
    readonly command: string;
    readonly arguments?: readonly unknown[];
  };
}
