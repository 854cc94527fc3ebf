const TOKEN = /"(?:[^"\\]|\\.)*"|\/\/[^\r\n]*|\/\*[^]*?\*\/|\r?\n|[{}[\],:]|[^\s{}[\],:"/]+/g;

interface Comment {
  readonly text: string;
  /** Whether it begins on the line on which the token before it ends, or a comment that does so. */
  readonly onLine: boolean;
}

/** What a text has: its members and elements by their paths, and what each comment belongs to. */
export interface Owners {
  readonly paths: ReadonlySet<string>;
  /** By the text of the comment, whose indentation does not count: the path of a member, of an element, or of the inside of an object or array. */
  readonly owners: ReadonlyMap<string, string>;
}

/** Reads a text token by token, on its own: it shares nothing with what it is there to check. */
class OwnerReader {
  readonly paths = new Set<string>();
  readonly owners = new Map<string, string>();
  private readonly tokens: readonly string[];
  private at = 0;
  private comments: Comment[] = [];
  private sawLineEnd = false;

  constructor(text: string) {
    this.tokens = text.match(TOKEN) ?? [];
  }

  /** Reads the value whose first token comes next. */
  value(path: string): void {
    const open = this.token();
    if (open !== "{" && open !== "[") {
      return;
    }
    const inside = `${path}/`;
    this.paths.add(inside);
    let previous: string | undefined = inside;
    for (;;) {
      const first = this.peek();
      const shared = this.comments.every(({ onLine }) => onLine) && !this.sawLineEnd;
      if (first === "}" || first === "]" || first === undefined) {
        this.give((comment) => (comment.onLine ? previous : inside));
        this.token();
        return;
      }
      const own = this.named(open === "{" ? `${path}/${first}` : this.elementPath(path, first));
      this.give((comment) => (comment.onLine && !shared ? previous : own));
      if (open === "{") {
        this.token();
        this.peek();
        this.give(() => own);
        this.token();
        this.peek();
        this.give(() => own);
      }
      this.value(own);
      previous = own;
      if (this.peek() === ",") {
        this.give(() => own);
        // What stands behind a comma on a line of its own belongs to nothing for certain.
        previous = this.sawLineEnd ? undefined : own;
        this.token();
      }
    }
  }

  private elementPath(path: string, first: string): string {
    return first === "{" || first === "[" ? `${path}/element` : `${path}/${first}`;
  }

  /** The path, with a number where it is there already. */
  private named(path: string): string {
    let own = path;
    for (let number = 2; this.paths.has(own); number++) {
      own = `${path}#${number}`;
    }
    this.paths.add(own);
    return own;
  }

  private give(ownerOf: (comment: Comment) => string | undefined): void {
    for (const comment of this.comments) {
      const owner = ownerOf(comment);
      if (owner !== undefined) {
        this.owners.set(comment.text, owner);
      }
    }
    this.comments = [];
  }

  /** The next token that is no comment, after the comments before it have been taken up. */
  private peek(): string | undefined {
    for (; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at] ?? "";
      if (/^\r?\n$/.test(token)) {
        this.sawLineEnd = true;
      } else if (/^\/[/*]/.test(token)) {
        this.comments.push({ text: token.replaceAll(/\s+/g, " ").trim(), onLine: !this.sawLineEnd });
      } else {
        return token;
      }
    }
    return undefined;
  }

  private token(): string | undefined {
    const token = this.peek();
    this.at++;
    this.sawLineEnd = false;
    return token;
  }
}

/** What the comments of a text belong to. A comment's text has to be its own. */
export function commentOwners(text: string): Owners {
  const reader = new OwnerReader(text);
  reader.value("");
  return reader;
}

/** The comments that have come to belong to something else, or are lost though what they belong to is there. */
export function strayComments(before: string, after: string, moved: (path: string) => string = (path) => path) {
  const [had, has] = [commentOwners(before), commentOwners(after)];
  return [...had.owners].flatMap(([comment, path]) => {
    const owner = has.owners.get(comment);
    const wanted = has.paths.has(moved(path)) ? moved(path) : undefined;
    return owner === wanted ? [] : [{ comment, path, owner: owner ?? "lost" }];
  });
}
