import path from "node:path";

/**
 * The walls of the house: which room may import which other room, and which packages only some rooms may touch.
 * Paths are relative to `src`. A room is a folder, each feature is a room of its own, and `docs/architecture.md` explains them.
 */
const below = {
  identity: [],
  documents: ["identity"],
  render: ["identity", "documents"],
  azure: ["identity"],
  mutation: ["identity", "azure"],
  ui: ["identity", "azure", "mutation", "render"],
  views: ["identity", "azure", "mutation", "ui"],
  features: ["identity", "azure", "mutation", "documents", "render", "ui"],
  "extension.ts": ["identity", "azure", "mutation", "documents", "render", "ui", "views", "features"],
  "browser.ts": ["documents", "ui", "features"],
};

/** Features that every other feature may build on. */
const groundFloor = ["changeIdentities", "copyAs", "usage"];

/** Places that use nothing of Node: what they hold is to run in a web worker too. */
const withoutNode = ["identity", "documents", "features/templates", "browser.ts"];

const packages = {
  identity: [],
  documents: [],
  "documents/terraform": ["web-tree-sitter"],
  render: [],
  azure: [],
  "azure/signIn": ["vscode", "@azure/*", "@microsoft/vscode-azext-azureauth"],
  mutation: [],
  ui: ["vscode", "@microsoft/vscode-azext-utils"],
  views: ["vscode"],
  features: ["vscode"],
  "extension.ts": ["vscode"],
  "browser.ts": ["vscode"],
};

/**
 * The modules that load an SDK, and those that only they use. Everything else reaches them by `import()`, so that nothing of an SDK is
 * loaded at activation.
 */
const sdkModules = [
  /^azure\/http\//,
  /^azure\/.*Gateway$/,
  /^azure\/access\/(graphConnection|roleAssignmentWire)$/,
  /^azure\/compute\/(computeClient|computeTarget)$/,
  /^azure\/deployments\/(deploymentCause|deploymentPath)$/,
  /^azure\/identities\/(msiClient|putResourceGroup)$/,
  /^azure\/signIn\/listTenants$/,
];

const isIn = (file, place) => file === place || file.startsWith(`${place}/`);
const withoutEnding = (file) => file.replace(/\.ts$/, "");
const isSdkModule = (file) => sdkModules.some((pattern) => pattern.test(withoutEnding(file)));
const roomOf = (file) => Object.keys(below).find((room) => isIn(file, room));

/** The name of the feature that a file belongs to; nothing for what all features share. */
function featureOf(file) {
  const [room, name, rest] = file.split("/");
  return room === "features" && rest !== undefined ? name : undefined;
}

function packagesOf(file) {
  if (isSdkModule(file)) {
    return ["@azure/*"];
  }
  const places = Object.keys(packages).filter((place) => isIn(file, place));
  return packages[places.sort((a, b) => b.length - a.length)[0]];
}

function isAllowed(specifier, allowed) {
  return allowed.some((entry) =>
    entry.endsWith("/*")
      ? specifier.startsWith(entry.slice(0, -1))
      : specifier === entry || specifier.startsWith(`${entry}/`),
  );
}

/** Whether a file belongs to one document language, and not to the seam before all of them. */
function isWithinLanguage(file) {
  const [room, , rest] = file.split("/");
  return room === "documents" && rest !== undefined;
}

function mayImportFeature(from, to) {
  const other = featureOf(to);
  return featureOf(from) === other || groundFloor.includes(other);
}

/** ESLint rule: an import that goes through a wall of the architecture is an error. */
export const walls = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      language: "{{from}} must not import {{to}}: features know document languages by documents/*.ts only.",
      room: "{{from}} must not import {{to}}: see the walls in docs/architecture.md.",
      feature: "The feature {{from}} must not import the feature {{to}}: see the walls in docs/architecture.md.",
      lazy: "{{to}} loads an SDK: reach it with import(), so that nothing of it is loaded at activation.",
      package: "{{from}} must not import the package '{{to}}'.",
    },
  },
  create(context) {
    const match = /(?:^|[\\/])src[\\/](.+)$/.exec(context.filename);
    const file = match?.[1]?.replaceAll("\\", "/");
    const room = file === undefined ? undefined : roomOf(file);
    if (file === undefined || room === undefined) {
      return {};
    }

    function check(node, specifier, { dynamic, typeOnly }) {
      if (typeof specifier !== "string") {
        return;
      }
      if (!specifier.startsWith(".")) {
        if (
          !(specifier.startsWith("node:") && !withoutNode.some((place) => isIn(file, place))) &&
          !isAllowed(specifier, packagesOf(file))
        ) {
          context.report({ node, messageId: "package", data: { from: file, to: specifier } });
        }
        return;
      }
      const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
      const targetRoom = roomOf(target) ?? target;
      if (targetRoom !== room && !below[room].includes(targetRoom)) {
        context.report({ node, messageId: "room", data: { from: room, to: targetRoom } });
      } else if (room === "features" && isWithinLanguage(target)) {
        context.report({ node, messageId: "language", data: { from: file, to: target } });
      } else if (featureOf(target) !== undefined && room === "features" && !mayImportFeature(file, target)) {
        const data = { from: featureOf(file) ?? file, to: featureOf(target) };
        context.report({ node, messageId: "feature", data });
      } else if (isSdkModule(target) && room !== "azure") {
        context.report({ node, messageId: "room", data: { from: room, to: target } });
      } else if (isSdkModule(target) && !isSdkModule(file) && !dynamic && !typeOnly) {
        context.report({ node, messageId: "lazy", data: { to: target } });
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
