import type { TextRange } from "../../textRange";
import type { ResourceNode, ValueNode } from "./nodes";
import { type Parsed, parseResource, parseValue } from "./parser";
import type { Statement } from "./statements";

/** What a file declares by name. A statement is read when it is first asked for. */
export class Symbols {
  private readonly byName = new Map<string, Statement>();
  private readonly resources = new Map<Statement, Parsed<ResourceNode>>();
  private readonly values = new Map<Statement, Parsed<ValueNode>>();

  constructor(
    private readonly text: string,
    readonly statements: readonly Statement[],
  ) {
    for (const statement of statements) {
      if (statement.name !== undefined && !this.byName.has(statement.name)) {
        this.byName.set(statement.name, statement);
      }
    }
  }

  /** The statement that declares a name. */
  statement(name: string): Statement | undefined {
    return this.byName.get(name);
  }

  /** The resource or module of this name. */
  resource(name: string): ResourceNode | undefined {
    const statement = this.byName.get(name);
    return statement?.keyword === "resource" || statement?.keyword === "module"
      ? this.parsedResource(statement).node
      : undefined;
  }

  /** The variable or parameter of this name. */
  value(name: string): ValueNode | undefined {
    const statement = this.byName.get(name);
    return statement?.keyword === "var" || statement?.keyword === "param"
      ? this.parsedValue(statement, statement.keyword).node
      : undefined;
  }

  parsedResource(statement: Statement): Parsed<ResourceNode> {
    const known = this.resources.get(statement) ?? parseResource(this.text, statement);
    this.resources.set(statement, known);
    return known;
  }

  parsedValue(statement: Statement, kind: ValueNode["kind"]): Parsed<ValueNode> {
    const known = this.values.get(statement) ?? parseValue(this.text, statement, kind);
    this.values.set(statement, known);
    return known;
  }

  /** What a statement says, whichever it is; undefined for one that holds no expression that is read here. */
  parsed(statement: Statement): Parsed<ResourceNode | ValueNode> | undefined {
    switch (statement.keyword) {
      case "resource":
      case "module":
        return this.parsedResource(statement);
      case "param":
      case "var":
      case "output":
        return this.parsedValue(statement, statement.keyword);
      default:
        return undefined;
    }
  }

  /** The statement around an offset. */
  statementAt(offset: number): Statement | undefined {
    let [low, high] = [0, this.statements.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.statements[middle]?.start ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const found = this.statements[low];
    return found !== undefined && found.start <= offset && offset < found.end ? found : undefined;
  }

  source({ start, end }: TextRange): string {
    return this.text.slice(start, end);
  }
}
