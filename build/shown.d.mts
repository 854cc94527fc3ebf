import type { Rule } from "eslint";

/** ESLint rule: texts reach people through `src/ui/shown` only. */
export declare const shown: Rule.RuleModule;
