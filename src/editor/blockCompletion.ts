import * as vscode from "vscode";
import type { IdentityType } from "../identity/identityState";
import { type ArmTemplate, resourceAt } from "../template/arm/model";
import type { TemplateResource } from "../template/arm/locate/templateResource";
import type { IdentityBlock } from "../template/arm/read/identityReading";
import { editedBlock } from "../template/arm/write/blockSteps";
import type { App } from "../ui/app";
import { placeInWords } from "../ui/words/identityResource";
import { toRange } from "./documentEdits";
import { identitiesInTemplate, namesLiteral, resourceIdForm } from "./identitySources";
import type { TemplateModels } from "./templateModels";
import { sourceInWords } from "./words/identitySource";
import { typeMeaningInWords } from "./words/type";

const TYPES: readonly IdentityType[] = ["SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "None"];

/** What is to stand in a place, and the string that stands there already, quotes included. */
interface Place {
  readonly kind: "type" | "key" | "element";
  readonly replaces: vscode.Range;
  /** A key that is new wants its value with it. */
  readonly isNew: boolean;
}

/** The types, and the identities that are known, inside an identity block. */
export class BlockCompletion implements vscode.CompletionItemProvider {
  static readonly triggers = ['"', "[", "/"];

  constructor(
    private readonly app: App,
    private readonly models: TemplateModels,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    const template = await this.models.whenQuiet(document, token);
    const offset = document.offsetAt(position);
    const resource = template === undefined ? undefined : resourceAt(template, offset);
    const block = resource === undefined ? undefined : editedBlock(resource);
    const place =
      template === undefined || block === undefined ? undefined : placeAt(document, template, block, offset);
    if (template === undefined || resource === undefined || place === undefined) {
      return [];
    }
    return place.kind === "type"
      ? TYPES.map((type) => typeItem(type, place))
      : this.identities(template, resource, place);
  }

  private identities(template: ArmTemplate, resource: TemplateResource, place: Place): vscode.CompletionItem[] {
    const here = identitiesInTemplate(template, resource).map(({ text, source }) =>
      identityItem(text, sourceInWords(source), place, "1"),
    );
    const live = this.app.inventory.subscriptions.flatMap(({ identities }) =>
      [...identities.values()]
        .filter(({ id }) => !namesLiteral(resource, id))
        .flatMap((identity) => {
          const form = resourceIdForm(identity.id);
          const detail = placeInWords(identity);
          const byId = identityItem(identity.id, detail, place, "2", identity.name);
          return form === undefined
            ? [byId]
            : [byId, identityItem(form, detail, place, "3", vscode.l10n.t("{0} by resourceId", identity.name))];
        }),
    );
    return [...here, ...live];
  }
}

function placeAt(
  document: vscode.TextDocument,
  { tree }: ArmTemplate,
  block: IdentityBlock,
  offset: number,
): Place | undefined {
  const container = tree.containerAt(offset);
  const { type, dictionary, array } = block;
  const around = [dictionary, array].find(
    (list) => list.kind === "list" && list.node.container === container.container,
  );
  const { slots } = tree.slots(container);
  const slot = slots.find(({ start, end }) => start <= offset && offset <= end);
  const here = { start: offset, end: offset };
  if (container.container === block.node.container) {
    const value = slot?.value;
    const isType = type.kind !== "absent" && slot === type.member && value !== undefined && value.start <= offset;
    return isType ? { kind: "type", replaces: toRange(document, value), isNew: false } : undefined;
  }
  if (around?.kind !== "list") {
    // A list that is being typed holds something that is not a string yet.
    return undefined;
  }
  const text = container.kind === "object" ? slot?.key : slot?.value;
  if (text !== undefined && (offset < text.start || offset > text.end)) {
    return undefined;
  }
  return {
    kind: container.kind === "object" ? "key" : "element",
    replaces: toRange(document, text ?? here),
    isNew: container.kind === "object" && slot?.value === undefined,
  };
}

function typeItem(type: IdentityType, { replaces }: Place): vscode.CompletionItem {
  const item = new vscode.CompletionItem(`"${type}"`, vscode.CompletionItemKind.EnumMember);
  item.range = replaces;
  item.detail = typeMeaningInWords(type);
  item.sortText = String(TYPES.indexOf(type));
  return item;
}

function identityItem(text: string, detail: string, place: Place, rank: string, label = text): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Reference);
  const quoted = JSON.stringify(text);
  item.insertText = place.isNew ? `${quoted}: {}` : quoted;
  // What stands there begins with a quote, and so must what it is compared with.
  item.filterText = `"${label} ${text}"`;
  item.range = place.replaces;
  item.detail = detail;
  item.sortText = `${rank}${label}`;
  return item;
}
