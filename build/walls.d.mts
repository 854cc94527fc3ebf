import type { Rule } from "eslint";

/** ESLint rule: an import that goes through a wall of the architecture is an error. */
export declare const walls: Rule.RuleModule;
