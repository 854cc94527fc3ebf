import { isWire, type Wire } from "../../identity/wire";
import { ToolError } from "./agentTool";

/** Longest text that an input may hold; an ID has at most 2,048 characters. */
const LONGEST_TEXT = 2048;

/** An input as an object: VS Code checks it against the schema for a chat, and not for every caller. */
export function inputOf(input: unknown): Wire {
  return isWire(input) ? input : {};
}

/** A text that has to be there. @throws ToolError `badInput` */
export function textOf(input: Wire, name: string): string {
  const text = optionalText(input, name);
  if (text === undefined) {
    throw new ToolError("badInput", `"${name}" is required: a text with at most ${LONGEST_TEXT} characters.`);
  }
  return text;
}

/** A text that may be missing. @throws ToolError `badInput` */
export function optionalText(input: Wire, name: string): string | undefined {
  const value = own(input, name);
  if (value === undefined || value === "") {
    return undefined;
  }
  if (typeof value !== "string" || value.length > LONGEST_TEXT) {
    throw new ToolError("badInput", `"${name}" has to be a text with at most ${LONGEST_TEXT} characters.`);
  }
  return value;
}

/** Texts, at most so many of them. @throws ToolError `badInput` */
export function textsOf(input: Wire, name: string, most: number): readonly string[] {
  const value: unknown = own(input, name) ?? [];
  const isRight = (each: unknown): each is string => typeof each === "string" && each.length <= LONGEST_TEXT;
  if (!Array.isArray(value) || value.length > most || !value.every(isRight)) {
    throw new ToolError("badInput", `"${name}" has to be a list of at most ${most} texts.`);
  }
  return value;
}

/** A whole number from 1; `missing` where it is not there. @throws ToolError `badInput` */
export function countOf(input: Wire, name: string, missing: number): number {
  const value = own(input, name) ?? missing;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 1) {
    throw new ToolError("badInput", `"${name}" has to be a whole number from 1.`);
  }
  return value;
}

/** One of a few words; `missing` where it is not there. @throws ToolError `badInput` */
export function wordOf<Word extends string>(input: Wire, name: string, words: readonly Word[], missing?: Word): Word {
  const value = own(input, name) ?? missing;
  const word = words.find((each) => each === value);
  if (word === undefined) {
    throw new ToolError("badInput", `"${name}" has to be one of: ${words.join(", ")}.`);
  }
  return word;
}

const own = (input: Wire, name: string): unknown => (Object.hasOwn(input, name) ? input[name] : undefined);
