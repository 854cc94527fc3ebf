import fc from "fast-check";

/** Ways to write things that mean the same, chosen at random. */
const comment = fc.constantFrom("", " # why", " // why", " /* why */");
const lineComment = fc.constantFrom("", "  # about it\n", "  // about it\n", "  /* about\n     it */\n");
const blank = fc.constantFrom("", "\n");

const ID = (name: string) =>
  `"/subscriptions/9f9f9f9f-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}"`;

const item = fc.constantFrom(
  ID("id-a"),
  ID("id-b"),
  "azurerm_user_assigned_identity.a.id",
  "azurerm_user_assigned_identity.b[0].id",
  "data.azurerm_user_assigned_identity.c.id",
  "var.identity_id",
  "local.identity_id",
);

const list: fc.Arbitrary<string> = fc.oneof(
  fc.uniqueArray(item, { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
  fc
    .tuple(fc.uniqueArray(item, { minLength: 1, maxLength: 3 }), fc.boolean(), comment, lineComment)
    .map(([items, isTrailing, behind, above]) => {
      const lines = items.map((each, index) => {
        const comma = isTrailing || index < items.length - 1 ? "," : "";
        return `${index === 1 ? above.replaceAll(/^/gm, "    ").trimEnd() + (above === "" ? "" : "\n") : ""}      ${each}${comma}${behind}`;
      });
      return `[\n${lines.join("\n")}\n    ]`;
    }),
  fc.constantFrom(
    "var.identity_ids",
    "local.ids",
    "toset([azurerm_user_assigned_identity.a.id])",
    "concat(var.a, var.b)",
    "concat([azurerm_user_assigned_identity.a.id], var.a)",
    "concat([azurerm_user_assigned_identity.a.id], local.ids)",
    "toset(concat([azurerm_user_assigned_identity.a.id, var.identity_id], [local.identity_id]))",
  ),
);

const type = fc.constantFrom(
  `"SystemAssigned"`,
  `"UserAssigned"`,
  `"SystemAssigned, UserAssigned"`,
  `"SystemAssigned,UserAssigned"`,
  "var.identity_type",
  "local.type",
);

const members = fc
  .record({
    type,
    list: fc.option(list),
    typeComment: comment,
    between: fc.constantFrom("", "\n", "    # between\n"),
    isFirst: fc.boolean(),
  })
  .map(({ type: typeText, list: listText, typeComment, between, isFirst }) => {
    const isOneLine = listText !== null && !listText.includes("\n") && between === "";
    const typeLine = `    type ${isOneLine ? "        " : ""}= ${typeText}${typeComment}\n`;
    const listLine = listText === null ? "" : `    identity_ids = ${listText}\n`;
    return isFirst
      ? typeLine + (listText === null ? "" : between) + listLine
      : listLine + (listText === null ? "" : between) + typeLine;
  });

const identity = fc.oneof(
  { weight: 3, arbitrary: fc.constant("") },
  {
    weight: 6,
    arbitrary: fc
      .tuple(comment, members)
      .map(([behind, inner]) => `  identity {${behind.startsWith(" /*") ? "" : behind}\n${inner}  }\n`),
  },
  { weight: 1, arbitrary: fc.constant(`  identity { type = "SystemAssigned" }\n`) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        "local.element[*]",
        "[local.element]",
        "[var.element]",
        "var.element == null ? [] : [var.element]",
        "[each.value]",
      )
      .map(
        (each) =>
          `  dynamic "identity" {\n    for_each = ${each}\n\n    content {\n      type         = identity.value.type\n      identity_ids = identity.value.ids\n    }\n  }\n`,
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          "[1]",
          "[]",
          "var.on ? [1] : []",
          "local.on ? [1] : []",
          "var.identity[*]",
          "length(var.identity_ids) > 0 ? [1] : []",
        ),
        members,
      )
      .map(
        ([each, inner]) =>
          `  dynamic "identity" {\n    for_each = ${each}\n\n    content {\n${inner.replaceAll(/^(?=.)/gm, "  ")}    }\n  }\n`,
      ),
  },
);

const before = fc.constantFrom(
  "",
  `  name = "vm"\n`,
  `  name     = "vm"\n  location = var.location # where\n`,
  `  count = 2\n\n  name = "vm"\n`,
  `  for_each = local.one\n\n  name = each.key\n`,
  `  for_each = var.several\n\n  name = each.key\n`,
);
const after = fc.constantFrom(
  "",
  '  os_disk {\n    caching = "None"\n  }\n',
  '  # the disk\n  os_disk {\n    caching = "None"\n  }\n\n  source_image_reference {\n    sku = "x"\n  }\n',
  "  os_disk {\n  }\n  plan {\n  }\n",
  '  custom_data = <<-EOT\n    identity {\n      type = "x"\n    }\n  EOT\n',
  '  tags = {\n    a = "b"\n  }\n\n  lifecycle {\n    ignore_changes = [tags]\n  }\n',
);

const resource = fc
  .tuple(
    fc.constantFrom(
      "azurerm_linux_virtual_machine",
      "azurerm_windows_virtual_machine_scale_set",
      "azurerm_orchestrated_virtual_machine_scale_set",
    ),
    before,
    blank,
    lineComment,
    identity,
    blank,
    after,
  )
  .map(([kind, head, gap, above, inner, behind, tail]) => ({
    kind,
    body: `${head}${gap}${inner === "" ? "" : above}${inner}${behind}${tail}`,
  }));

const module = fc
  .tuple(
    fc.constantFrom(
      "",
      `  managed_identities = {\n    system_assigned = true\n  }\n`,
      `  managed_identities = { system_assigned = true }\n`,
      `  managed_identities = {}\n`,
      `  managed_identities = null\n`,
      `  managed_identities = {\n    user_assigned_resource_ids = [${ID("id-a")}]\n  }\n`,
      `  managed_identities = {\n    system_assigned            = false,\n    user_assigned_resource_ids = [azurerm_user_assigned_identity.a.id, var.identity_id],\n  }\n`,
      `  managed_identities = local.managed\n`,
      `  managed_identities = var.managed\n`,
    ),
    fc.constantFrom("", `\n  depends_on = [azurerm_x.y]\n`),
  )
  .map(([inner, tail]) => `  source = "Azure/avm-res-compute-virtualmachine/azurerm"\n${inner}${tail}`);

const key = item.map((text) => (text.startsWith('"') ? text : `(${text})`));

const request = fc
  .tuple(
    fc.option(type.filter((text) => text !== `"SystemAssigned,UserAssigned"`)),
    fc.uniqueArray(key, { maxLength: 3 }),
    comment,
    fc.constantFrom(["{", "}"], ["jsonencode({", "})"]),
  )
  .map(([typeText, keys, behind, [open = "", close = ""]]) => {
    const widest = Math.max(...keys.map(({ length }) => length));
    const lines = keys.map((each) => `        ${each.padEnd(widest)} = {}${behind}\n`).join("");
    const isOneLine = behind.startsWith(" /*");
    const inside = isOneLine ? ` ${keys.map((each) => `${each} = {}`).join(", ")} ` : `\n${lines}      `;
    const list = keys.length === 0 ? "" : `      userAssignedIdentities = {${inside}}\n`;
    const inner = typeText === null ? "" : `    identity = {\n      type = ${typeText}\n${list}    }\n`;
    return `  type = "Microsoft.Compute/virtualMachines@2024-07-01"\n  body = ${open}\n${inner}    properties = {}\n  ${close}\n`;
  });

const DECLARED = `
locals {
  on          = true
  type        = "UserAssigned"
  ids         = [azurerm_user_assigned_identity.a.id]
  identity_id = azurerm_user_assigned_identity.z.id
  managed = {
    system_assigned = true
  }
  element = {
    type = "UserAssigned"
    ids  = [azurerm_user_assigned_identity.a.id] # its own
  }
  one = {
    first = {
      type = "SystemAssigned"
      ids  = []
    }
  }
}

variable "element" {
  default = {
    type = "SystemAssigned, UserAssigned"
    ids  = [${ID("id-a")}]
  }
}

variable "managed" {
  default = {
    user_assigned_resource_ids = []
  }
}

variable "identity_ids" {
  type    = list(string)
  default = []
}
`;

/** Configurations of one or two machines, in every form and layout, with what they refer to. */
export const generatedFile: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 4, arbitrary: resource },
        { weight: 1, arbitrary: module },
        { weight: 1, arbitrary: request.map((body) => ({ kind: "azapi_resource", body })) },
      ),
      { minLength: 1, maxLength: 2 },
    ),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([blocks, isWindows, isMarked]) => {
    const texts = blocks.map((block, index) =>
      typeof block === "string"
        ? `module "m${index}" {\n${block}}\n`
        : `resource "${block.kind}" "r${index}" {\n${block.body}}\n`,
    );
    const text = `${isMarked ? "\uFEFF" : ""}# A file.\n${texts.join("\n")}${DECLARED}`;
    return isWindows ? text.replaceAll("\n", "\r\n") : text;
  });
