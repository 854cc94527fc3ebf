/**
 * What puts a text before people in a place where VS Code makes more of it than letters, or where it has to be made safe first.
 * Only `src/ui/shown` may call it, where each text passes the escaping of its place, and the adapter of azext-utils.
 */
const calls = new Set([
  "showInformationMessage",
  "showWarningMessage",
  "showErrorMessage",
  "showQuickPick",
  "createQuickPick",
  "showInputBox",
  "createInputBox",
  "setStatusBarMessage",
  "createStatusBarItem",
  "withProgress",
  "createOutputChannel",
  "createWebviewPanel",
  "createTreeView",
  "registerTreeDataProvider",
  "appendMarkdown",
]);
/** Commands of VS Code that are handed a title. */
const commands = new Set(["vscode.diff", "vscode.changes", "vscode.open", "vscode.openWith"]);
const classes = new Set([
  "MarkdownString",
  "Diagnostic",
  "CodeLens",
  "CodeAction",
  "CompletionItem",
  "FileDecoration",
  "TreeItem",
]);
const allowed = /(?:^|[\\/])src[\\/]ui[\\/](?:shown|azext)[\\/]/;

function nameOf(node) {
  if (node.type === "MemberExpression") {
    return node.computed ? node.property.value : node.property.name;
  }
  return node.type === "Identifier" ? node.name : undefined;
}

/** ESLint rule: texts reach people through `src/ui/shown` only. */
export const shown = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      raw: "'{{name}}' shows a text as VS Code reads it, with links and icons: use what src/ui/shown has for the place.",
    },
  },
  create(context) {
    if (!/(?:^|[\\/])src[\\/]/.test(context.filename) || allowed.test(context.filename)) {
      return {};
    }
    const report = (node, name) => {
      context.report({ node, messageId: "raw", data: { name } });
    };
    return {
      // Not the call alone: a function that is handed on is called elsewhere.
      MemberExpression(node) {
        const name = nameOf(node);
        if (calls.has(name)) {
          report(node, name);
        }
      },
      "ObjectPattern > Property"(node) {
        if (calls.has(node.key.name)) {
          report(node, node.key.name);
        }
      },
      // A class that is derived is made by a name of its own.
      "ClassDeclaration, ClassExpression"({ superClass }) {
        const name = superClass === null ? undefined : nameOf(superClass);
        if (classes.has(name)) {
          report(superClass, name);
        }
      },
      Literal(node) {
        if (commands.has(node.value)) {
          report(node, node.value);
        }
      },
      NewExpression(node) {
        const name = nameOf(node.callee);
        if (classes.has(name)) {
          report(node, name);
        }
      },
      AssignmentExpression({ left }) {
        if (left.type === "MemberExpression" && nameOf(left) === "message" && left.object.type !== "ThisExpression") {
          report(left, "message");
        }
      },
    };
  },
};
