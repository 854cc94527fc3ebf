import tseslint from "typescript-eslint";
import { shown } from "./build/shown.mjs";
import { walls } from "./build/walls.mjs";

export default tseslint.config(
  { ignores: ["node_modules", "dist", "out", ".cache", "**/fixtures/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["src/**/*.ts", "test/**/*.ts", "build/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { house: { rules: { shown, walls } } },
    rules: {
      "house/shown": "error",
      "house/walls": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "No default exports: a name is found by searching for it." },
      ],
      eqeqeq: "error",
    },
  },
  {
    // With the walls, which keep its modules out: nothing of Node, so that it runs in a web worker too.
    files: ["src/documents/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", "Buffer", "process", "global", "require", "setImmediate", "clearImmediate"],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-unsafe-assignment": "off", "@typescript-eslint/no-unsafe-member-access": "off" },
  },
);
