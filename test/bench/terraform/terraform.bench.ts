/**
 * Reading a Terraform file of 120 KB: the first lens with the parser loaded from its bytes, and each keystroke after it. The floor is one
 * whole parse of the same text by tree-sitter in the same run.
 * Run: tsx test/bench/terraform/terraform.bench.ts. On a busy machine only the ratios and the shortest times say something.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { atOnce } from "../../../src/documents/sliced";
import { diagnosing } from "../../../src/documents/terraform/diagnose/diagnose";
import type { GrammarFiles } from "../../../src/documents/terraform/grammarFiles";
import { readingModel, type TerraformModel } from "../../../src/documents/terraform/model";
import { loadTerraform } from "../../../src/documents/terraform/seam/openTerraform";
import { SyntaxParser } from "../../../src/documents/terraform/syntax/syntaxParser";
import { changingIdentity } from "../../../src/documents/terraform/write/changeIdentity";
import { line, longestTurn, workedMs } from "../template/measure";

const FIRST_BOUND_MS = 150;
const STRETCH_BOUND_MS = 16;

const modules = path.resolve(import.meta.dirname, "../../../node_modules");
const files: GrammarFiles = {
  read: (file) =>
    readFile(
      path.join(
        modules,
        file === "web-tree-sitter.wasm" ? "web-tree-sitter" : "@tree-sitter-grammars/tree-sitter-hcl",
        file,
      ),
    ),
};

/** Machines among other resources, laid out as configurations are: about 120 KB. */
function generated(): string {
  const resources = Array.from({ length: 190 }, (_, index) =>
    index % 10 === 0
      ? `resource "azurerm_linux_virtual_machine" "vm${index}" {
  name                = "vm-\${var.prefix}-${index}"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  size                = "Standard_D2s_v5"

  identity {
    type         = "SystemAssigned, UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.app.id, local.shared_identity_id]
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
}
`
      : `resource "azurerm_network_security_rule" "rule${index}" {
  name                        = "rule-\${var.prefix}-${index}"
  priority                    = ${100 + index}
  direction                   = "Inbound"
  access                      = var.is_open ? "Allow" : "Deny"
  protocol                    = "Tcp"
  source_port_range           = "*"
  destination_port_ranges     = [for port in var.ports : tostring(port) if port > ${index}]
  source_address_prefix       = cidrsubnet(var.network, 8, ${index})
  destination_address_prefix  = "*"
  resource_group_name         = azurerm_resource_group.main.name
  network_security_group_name = azurerm_network_security_group.main.name
}
`,
  );
  return resources.join("\n");
}

/** The shortest and the median of many runs. */
function times(
  count: number,
  run: (index: number) => void,
): { readonly shortest: number; readonly median: number; readonly most: number } {
  const all = Array.from({ length: count }, (_, index) => {
    const start = workedMs();
    run(index);
    return workedMs() - start;
  }).sort((left, right) => left - right);
  const at = (part: number) => all[Math.floor(part * (count - 1))] ?? 0;
  return { shortest: at(0), median: at(0.5), most: at(0.9) };
}

async function main(): Promise<void> {
  const text = generated();
  console.log(`generated, ${text.length} characters`);
  const cold = workedMs();
  const open = await loadTerraform(files);
  const loaded = workedMs() - cold;
  const { longest, value } = await longestTurn(open(text));
  const first = workedMs() - cold;
  const identities = value.resources.map(({ identity }) => identity.kind);
  line("the parser loaded from its bytes", `${loaded.toFixed(1)} ms`);
  line(
    "the first lens, parser included, cold",
    `${first.toFixed(1)} ms of work (bound ${FIRST_BOUND_MS} ms), ${identities.length} machines`,
  );
  line("its longest turn", `${longest.toFixed(1)} ms (bound ${STRETCH_BOUND_MS} ms)`);

  const parser = await SyntaxParser.load(files);
  const whole = times(15, () => atOnce(parser.parsing(text, ({ rootNode }) => rootNode.endIndex)));
  const read = times(30, () => atOnce(readingModel(parser, text, [])));
  line(
    "read, against one whole parse",
    `${read.shortest.toFixed(2)} ms, ${(read.shortest / whole.shortest).toFixed(2)} times the floor of ${whole.shortest.toFixed(2)} ms`,
  );

  let model: TerraformModel = atOnce(readingModel(parser, text, []));
  const at = text.indexOf("Standard_D2s", text.length / 2);
  const keys = times(200, (index) => {
    const typed = `${text.slice(0, at)}${"x".repeat(index % 9)}${text.slice(at)}`;
    model = atOnce(readingModel(parser, typed, [], model));
    atOnce(diagnosing(model));
  });
  line(
    "a keystroke, read and diagnosed",
    `${keys.shortest.toFixed(2)} ms, median ${keys.median.toFixed(2)} ms, nine of ten below ${keys.most.toFixed(2)} ms (bound ${STRETCH_BOUND_MS} ms)`,
  );

  const change = times(30, () => atOnce(changingIdentity(model, 5, { kind: "disableSystemAssigned" })));
  line("a change written and read back", `${change.shortest.toFixed(2)} ms`);

  for (const [what, behind] of [
    ["", ""],
    [" with comments", " # why"],
  ] as const) {
    await reportOneBlock(parser, what, behind);
  }
}

/** One block that is as long as a file, read at once and while something is typed in its middle. */
async function reportOneBlock(parser: SyntaxParser, what: string, behind: string): Promise<void> {
  const one = `locals {\n${Array.from({ length: 3_000 }, (_, index) => `  a${index} = { type = "UserAssigned", n = [${index}, var.x] }${behind}\n`).join("")}}\n`;
  const opened = await longestTurn(readingModel(parser, one, []));
  let model = opened.value;
  let longest = 0;
  const at = one.indexOf("a1500");
  for (let typed = 1; typed <= 10; typed++) {
    const key = await longestTurn(
      readingModel(parser, `${one.slice(0, at)}${"x".repeat(typed)}${one.slice(at)}`, [], model),
    );
    model = key.value;
    longest = Math.max(longest, key.longest);
  }
  line(
    `one block of ${one.length} characters${what}, longest turn`,
    `${opened.longest.toFixed(1)} ms, while typing ${longest.toFixed(1)} ms (bound ${STRETCH_BOUND_MS} ms)`,
  );
}

void main();
