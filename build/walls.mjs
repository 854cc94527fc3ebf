import path from "node:path";

/**
 * The walls of the house: which room may import which other room, and which packages only some rooms may touch.
 * Paths are relative to `src`. The longest matching room decides.
 */
const rooms = {
  identity: { rooms: [], packages: [] },
  template: { rooms: ["identity"], packages: ["jsonc-parser", "web-tree-sitter"] },
  render: { rooms: ["identity"], packages: [] },
  azure: { rooms: ["identity"], packages: [] },
  "azure/sdk": { rooms: ["identity", "azure"], packages: ["@azure/*"] },
  "azure/signIn": {
    rooms: ["identity", "azure"],
    packages: ["vscode", "@azure/*", "@microsoft/vscode-azext-azureauth"],
  },
  mutation: { rooms: ["identity", "azure"], packages: [] },
  ui: { rooms: ["identity", "azure", "mutation", "render"], packages: ["vscode", "@microsoft/vscode-azext-utils"] },
  tree: { rooms: ["identity", "azure", "mutation", "ui"], packages: ["vscode"] },
  commands: { rooms: ["identity", "azure", "mutation", "template", "render", "ui"], packages: ["vscode"] },
  editor: { rooms: ["identity", "azure", "mutation", "template", "render", "ui"], packages: ["vscode"] },
  "extension.ts": {
    rooms: ["identity", "azure", "mutation", "template", "render", "ui", "tree", "commands", "editor", "azure/signIn"],
    packages: ["vscode"],
  },
};

/** Rooms whose modules hold an SDK or a sign-in library: reachable from outside by `import()` only. */
const lazyRooms = ["azure/sdk"];

const roomNames = Object.keys(rooms).sort((a, b) => b.length - a.length);

function roomOf(relative) {
  return roomNames.find((room) => relative === room || relative.startsWith(`${room}/`));
}

function packageAllowed(specifier, allowed) {
  return allowed.some((entry) =>
    entry.endsWith("/*")
      ? specifier.startsWith(entry.slice(0, -1))
      : specifier === entry || specifier.startsWith(`${entry}/`),
  );
}

/** ESLint rule: an import that goes through a wall of the architecture is an error. */
export const walls = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      room: "{{from}} must not import {{to}}: see the walls in the architecture.",
      lazy: "{{to}} holds an SDK: reach it with import(), so that nothing of it is loaded at activation.",
      package: "{{from}} must not import the package '{{to}}'.",
    },
  },
  create(context) {
    const match = /(?:^|[\\/])src[\\/](.+)$/.exec(context.filename);
    const relative = match?.[1]?.replaceAll("\\", "/");
    const from = relative === undefined ? undefined : roomOf(relative);
    if (relative === undefined || from === undefined) {
      return {};
    }
    const wall = rooms[from];

    function check(node, specifier, { dynamic, typeOnly }) {
      if (typeof specifier !== "string") {
        return;
      }
      if (!specifier.startsWith(".")) {
        if (specifier.startsWith("node:") && from !== "identity") {
          return;
        }
        if (!packageAllowed(specifier, wall.packages)) {
          context.report({ node, messageId: "package", data: { from, to: specifier } });
        }
        return;
      }
      const target = path.posix.normalize(path.posix.join(path.posix.dirname(relative), specifier));
      const to = roomOf(target) ?? target;
      if (to === from) {
        return;
      }
      if (lazyRooms.includes(to)) {
        if (from !== "azure" && (from === "mutation" || !wall.rooms.includes("azure"))) {
          context.report({ node, messageId: "room", data: { from, to } });
        } else if (!dynamic && !typeOnly) {
          context.report({ node, messageId: "lazy", data: { to } });
        }
        return;
      }
      if (to === "azure/signIn" && from === "azure" && dynamic) {
        return;
      }
      if (!wall.rooms.includes(to)) {
        context.report({ node, messageId: "room", data: { from, to } });
      }
    }

    return {
      ImportDeclaration(node) {
        check(node, node.source.value, { dynamic: false, typeOnly: node.importKind === "type" });
      },
      ExportNamedDeclaration(node) {
        if (node.source) {
          check(node, node.source.value, { dynamic: false, typeOnly: node.exportKind === "type" });
        }
      },
      ExportAllDeclaration(node) {
        check(node, node.source.value, { dynamic: false, typeOnly: node.exportKind === "type" });
      },
      ImportExpression(node) {
        check(node, node.source.value, { dynamic: true, typeOnly: false });
      },
      TSImportType(node) {
        check(node, node.source?.value ?? node.argument?.literal?.value, { dynamic: false, typeOnly: true });
      },
    };
  },
};
