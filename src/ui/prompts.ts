/** A user closed a prompt. Thrown through everything and caught once, in the error boundary. */
export class PromptCancelled extends Error {
  constructor() {
    super("cancelled");
    this.name = "PromptCancelled";
  }
}

/** One line of a quick pick. Lines of the same `group` stand together under its name. */
export interface Choice<Data> {
  readonly label: string;
  /** The name of an icon of VS Code, without `$()`. */
  readonly icon?: string;
  readonly description?: string;
  readonly detail?: string;
  readonly group?: string;
  /** Ticked at first, in a pick of many. */
  readonly picked?: boolean;
  /** Shown in a pick of many, and cannot be ticked; the description says why. */
  readonly isFixed?: boolean;
  readonly data: Data;
}

/** How a quick pick is shown. */
export interface PickOptions {
  readonly placeholder: string;
  /** What to show while the choices are being fetched. */
  readonly loading?: string;
  /** What to show where there is no choice. */
  readonly empty?: string;
}

/** Another way to answer than the choices: a button, or a row of its own where there is nothing to tick. */
export interface OtherAnswer<Data> {
  /** The name of an icon of VS Code, without `$()`. */
  readonly icon: string;
  readonly label: string;
  readonly data: Data;
}

/** How a pick of many is shown. */
export interface PickManyOptions<Data> extends PickOptions {
  /** Asked for once the choices are there. What is ticked by then is answered along with it. */
  readonly others?: () => readonly OtherAnswer<Data>[];
  /** Whether choosing none is an answer. Else Enter takes the focused row where nothing is ticked. */
  readonly allowsNone?: boolean;
}

/** How a search among many is shown. */
export interface SearchOptions extends PickOptions {
  /** What to show where a text matches nothing. */
  readonly noMatch: (text: string) => string;
}

/** How a text is asked for. `check` returns what is wrong with it, while one types; `checkEntered` once it is entered, and never throws. */
export interface InputOptions {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly check?: (value: string) => string | undefined;
  readonly checkEntered?: (value: string) => Promise<string | undefined>;
  /** Shows dots in place of the characters. What is typed is neither logged nor stored. */
  readonly isSecret?: boolean;
}

/** A user went back to the step before. Thrown by what a step shows besides the prompts, where these offer it. */
export class WentBack extends Error {
  constructor() {
    super("went back");
    this.name = "WentBack";
  }
}

/** Asks a user. Every method throws PromptCancelled where they close it. */
export interface Prompts {
  /** Whether there is a step to go back to. */
  readonly canGoBack: boolean;
  pick<Data>(choices: readonly Choice<Data>[] | Promise<readonly Choice<Data>[]>, options: PickOptions): Promise<Data>;
  /** A pick of one among thousands: what one types is looked for in every text of a choice, word by word. */
  search<Data>(
    choices: readonly Choice<Data>[] | Promise<readonly Choice<Data>[]>,
    options: SearchOptions,
  ): Promise<Data>;
  pickMany<Data>(
    choices: readonly Choice<Data>[] | Promise<readonly Choice<Data>[]>,
    options: PickManyOptions<Data>,
  ): Promise<readonly Data[]>;
  input(options: InputOptions): Promise<string>;
}

/** One step of a flow. A step that is not needed is passed over; going back forgets what the step had learnt. */
export interface Step<Answers> {
  readonly id: string;
  /** Whether it asks only where something stands in the way, and is no part of the number of steps. */
  readonly isQuiet?: boolean;
  isNeeded(answers: Answers): boolean;
  ask(answers: Answers, prompts: Prompts): Promise<void>;
  forget(answers: Answers): void;
}

/** How the steps of a flow are run. */
export interface RunStepsOptions {
  /** Whether something was asked before the flow, to which its first step leads back. */
  readonly canGoBack?: boolean;
}

/**
 * Runs the steps of a flow under one title, with a back button and step numbers.
 * @throws PromptCancelled; WentBack where there is something before the first step
 */
export type RunSteps = <Answers>(
  title: string,
  steps: readonly Step<Answers>[],
  answers: Answers,
  options?: RunStepsOptions,
) => Promise<void>;

/**
 * Goes on with what is known, or else with what the user answers; where they step back from there, it is asked again.
 * @throws what `ask` and `goOn` throw, WentBack only where nothing was asked
 */
export async function goOnWith<Answer, Result>(
  known: Answer | undefined,
  ask: () => Promise<Answer>,
  goOn: (answer: Answer, options: Required<RunStepsOptions>) => Promise<Result>,
): Promise<Result> {
  if (known !== undefined) {
    return await goOn(known, { canGoBack: false });
  }
  for (;;) {
    const answer = await ask();
    try {
      return await goOn(answer, { canGoBack: true });
    } catch (error) {
      if (!(error instanceof WentBack)) {
        throw error;
      }
    }
  }
}

/**
 * A step that asks for one answer, where it is not known yet and `isWanted`. Where the answers of the flow are a type parameter, `Known`
 * is what they extend, and the answer is one of its.
 */
export function answerStep<Answers extends Known, Key extends keyof Known & string, Known extends object = Answers>(
  key: Key,
  ask: (answers: Answers, prompts: Prompts) => Promise<NonNullable<Known[Key]>>,
  isWanted: (answers: Answers) => boolean = () => true,
): Step<Answers> {
  return {
    id: key,
    isNeeded: (answers) => answers[key] === undefined && isWanted(answers),
    async ask(answers, prompts) {
      const known: Known = answers;
      known[key] = await ask(answers, prompts);
    },
    forget(answers) {
      Reflect.deleteProperty(answers, key);
    },
  };
}
