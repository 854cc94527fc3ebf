import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  isBlank,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
  SLASH,
} from "./characters";
import type { Sliced } from "../../sliced";
import type { ContainerTable } from "./containerTable";
import type { Slot, SlotFault, Slots, StringNode, SyntaxNode, WordNode } from "./syntaxNodes";
import { commentEnd, decodeString, skipTrivia } from "./scan";
import type { StringEnds } from "./stringEnds";

const WORD = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** More members or elements are not looked into: a template deploys 800 resources at most, and hostile text must not cost more than others. */
const MOST_SLOTS = 10_000;

/** So many are read between two points at which the reading can be interrupted. */
const SLOTS_AT_ONCE = 256;

/** Longer bare words are cut: only their being wrong matters. */
const LONGEST_WORD = 100;

function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}

function endsWord(code: number): boolean {
  return (
    isBlank(code) ||
    isQuote(code) ||
    code === COMMA ||
    code === COLON ||
    code === OPEN_BRACE ||
    code === CLOSE_BRACE ||
    code === OPEN_BRACKET ||
    code === CLOSE_BRACKET
  );
}

/** Reads what stands directly in one container; nested containers are stepped over. */
export class SlotReader {
  private at: number;
  private readonly end: number;
  private child: number;
  private readonly wantsKeys: boolean;
  private readonly slots: Slot[] = [];
  private readonly faults: SlotFault[] = [];

  constructor(
    private readonly text: string,
    private readonly containers: ContainerTable,
    private readonly strings: StringEnds,
    private readonly container: number,
  ) {
    this.at = containers.open(container) + 1;
    this.end = containers.close(container);
    this.child = container + 1;
    this.wantsKeys = container > 0 && !containers.isArray(container);
  }

  /** What stands in the container. */
  *reading(): Sliced<Slots> {
    let known = 0;
    this.skip();
    while (this.at < this.end) {
      const code = this.text.charCodeAt(this.at);
      if (code === COMMA || code === COLON || code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        this.fault("badToken", this.at, ++this.at);
      } else {
        this.readSlot();
      }
      this.skip();
      if (this.slots.length + this.faults.length >= MOST_SLOTS && this.at < this.end) {
        this.fault("badToken", this.at, this.end);
        break;
      }
      if (this.slots.length + this.faults.length - known >= SLOTS_AT_ONCE) {
        known = this.slots.length + this.faults.length;
        yield;
      }
    }
    return { slots: this.slots, faults: this.faults };
  }

  private readSlot(): void {
    const first = this.readValue();
    this.skip();
    const hasColon = this.at < this.end && this.text.charCodeAt(this.at) === COLON;
    if (first.kind === "string" && (hasColon || this.wantsKeys)) {
      this.readMember(first, hasColon);
    } else {
      if (hasColon) {
        this.fault("unexpectedColon", this.at, ++this.at);
      } else if (this.wantsKeys) {
        this.fault("missingKey", first.start, first.end);
      }
      this.finish(first.start, first.end, undefined, first);
    }
  }

  private readMember(key: StringNode, hasColon: boolean): void {
    if (!hasColon) {
      this.fault("missingColon", key.start, key.end);
      this.finish(key.start, key.end, key, undefined);
      return;
    }
    // The document itself may hold members: fragments without the braces around them are what people paste.
    if (this.container > 0 && !this.wantsKeys) {
      this.fault("unexpectedColon", this.at, this.at + 1);
    }
    const afterColon = ++this.at;
    this.skip();
    const code = this.text.charCodeAt(this.at);
    if (this.at >= this.end || code === COMMA || code === COLON || code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      this.fault("missingValue", key.start, afterColon);
      this.finish(key.start, afterColon, key, undefined);
      return;
    }
    const value = this.readValue();
    this.finish(key.start, value.end, key, value);
  }

  /** Ends a slot with its comma. */
  private finish(start: number, end: number, key: StringNode | undefined, value: SyntaxNode | undefined): void {
    this.skip();
    let comma = -1;
    if (this.at < this.end) {
      if (this.text.charCodeAt(this.at) === COMMA) {
        comma = this.at++;
      } else {
        this.fault("missingComma", end, end);
      }
    }
    const name = key === undefined ? "" : decodeString(this.text.slice(key.start + 1, key.end - 1));
    this.slots.push({ start, end, key, name, value, comma });
  }

  private readValue(): SyntaxNode {
    const code = this.text.charCodeAt(this.at);
    if (isQuote(code)) {
      return this.readString();
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      return this.readContainer(code);
    }
    return this.readWord();
  }

  private readString(): StringNode {
    const start = this.at;
    const end = this.strings.of(start);
    this.at = Math.min(end < 0 ? ~end : end, this.end);
    if (end < 0) {
      this.fault("badToken", start, this.at);
    }
    return { kind: "string", start, end: this.at, isTerminated: end >= 0 };
  }

  private readContainer(code: number): SyntaxNode {
    const { containers, child: container, at: start } = this;
    if (containers.open(container) !== start) {
      // Too deep to be in the table: the rest of this container is not looked into.
      this.at = this.end;
      this.fault("badToken", start, this.end);
      return { kind: "word", start, end: this.end, text: "" };
    }
    this.child = containers.next(container);
    this.at = containers.after(container);
    return { kind: code === OPEN_BRACKET ? "array" : "object", start, end: this.at, container };
  }

  private readWord(): WordNode {
    const start = this.at;
    do {
      this.at++;
    } while (this.at < this.end && !endsWord(this.text.charCodeAt(this.at)) && !this.isAtComment());
    const text = this.text.slice(start, Math.min(this.at, start + LONGEST_WORD));
    if (!WORD.test(text)) {
      this.fault("badToken", start, this.at);
    }
    return { kind: "word", start, end: this.at, text };
  }

  private isAtComment(): boolean {
    return this.text.charCodeAt(this.at) === SLASH && commentEnd(this.text, this.at) > this.at;
  }

  private skip(): void {
    this.at = skipTrivia(this.text, this.at, this.end);
  }

  private fault(kind: SlotFault["kind"], start: number, end: number): void {
    this.faults.push({ kind, start, end });
  }
}
