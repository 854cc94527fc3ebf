import * as vscode from "vscode";
import type { IdentityType } from "../../identity/identityState";
import { spelledIn } from "../../documents/arm/expression/spelled";
import { type BlockPlace, placeInBlock } from "../../documents/arm/complete/placeInBlock";
import { resourceMeantAt } from "../../documents/arm/complete/resourceMeantAt";
import type { TemplateResource } from "../../documents/arm/locate/templateResource";
import { referenceToId, resourceIdText } from "../../documents/arm/reference/identityReference";
import { findingIdentitiesToOffer, type KnownIdentity } from "../../documents/arm/reference/knownIdentities";
import { namesId } from "../../documents/arm/reference/typedIdentity";
import type { ListedDeps } from "./deps";
import { placeInWords } from "../../ui/words/identityResource";
import { completionItem } from "../../ui/shown/editor";
import { toRange } from "./documentEdits";
import type { TemplateModels } from "./templateModels";
import { whileAsked } from "./turns";
import { sourceInWords } from "./words/identitySource";

const TYPES: readonly IdentityType[] = ["SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "None"];

interface Place extends BlockPlace {
  readonly range: vscode.Range;
  /** The quote with which what stands there begins: what is to be found by it has to begin with it too. */
  readonly quote: string;
}

/** The types, and the identities that are known, inside an identity block. */
export class BlockCompletion implements vscode.CompletionItemProvider {
  static readonly triggers = ['"', "[", "/"];

  constructor(
    private readonly deps: ListedDeps,
    private readonly models: TemplateModels,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    const template = await this.models.latest(document, token);
    const offset = document.offsetAt(position);
    const resource = template === undefined ? undefined : resourceMeantAt(template, offset);
    const found =
      template === undefined || resource === undefined ? undefined : placeInBlock(template, resource, offset);
    if (template === undefined || resource === undefined || found === undefined) {
      return [];
    }
    const { start, end } = found.replaces;
    const quote = template.text.slice(start, Math.min(end, start + 1));
    const place = { ...found, range: toRange(document, found.replaces), quote: /["']/.test(quote) ? quote : "" };
    if (place.kind === "type") {
      return TYPES.map((type) => typeItem(type, place));
    }
    const known = await whileAsked(findingIdentitiesToOffer(template, resource), token);
    return known === undefined ? [] : this.identities(known, resource, place);
  }

  private identities(
    known: readonly KnownIdentity[],
    resource: TemplateResource,
    place: Place,
  ): vscode.CompletionItem[] {
    const { scope } = resource.resource;
    const here = known
      .filter(({ text }) => this.deps.inventory.findIdentity(text) === undefined)
      .map(({ text, kind }) => identityItem(spelledIn(scope, text), sourceInWords(kind), place, "1"));
    const live = this.deps.inventory.subscriptions.flatMap(({ identities }) =>
      [...identities.values()]
        .filter(({ id }) => !namesId(resource, id))
        .flatMap((identity) => {
          const reference = referenceToId(identity.id, "resourceId");
          const form = reference.kind === "resourceId" ? spelledIn(scope, resourceIdText(reference)) : identity.id;
          const detail = placeInWords(identity);
          return [
            identityItem(identity.id, detail, place, "2", identity.name),
            identityItem(form, detail, place, "3", vscode.l10n.t("{0} by resourceId", identity.name)),
          ];
        }),
    );
    return [...here, ...live];
  }
}

function typeItem(type: IdentityType, { range, quote }: Place): vscode.CompletionItem {
  const item = completionItem(`"${type}"`, typeMeaningInWords(type), vscode.CompletionItemKind.EnumMember);
  item.range = range;
  item.filterText = `${quote}${type}`;
  item.sortText = String(TYPES.indexOf(type));
  return item;
}

function identityItem(text: string, detail: string, place: Place, rank: string, label = text): vscode.CompletionItem {
  const item = completionItem(label, detail, vscode.CompletionItemKind.Reference);
  const quoted = JSON.stringify(text);
  item.insertText = place.isNew ? `${quoted}: {}` : quoted;
  item.filterText = `${place.quote}${label} ${text}`;
  item.range = place.range;
  item.sortText = `${rank}${label}`;
  return item;
}

/** What a type of identity means. */
function typeMeaningInWords(type: IdentityType): string {
  switch (type) {
    case "SystemAssigned":
      return vscode.l10n.t("An identity of its own, which lives and dies with the resource");
    case "UserAssigned":
      return vscode.l10n.t("The listed identities, which several resources can share");
    case "SystemAssigned, UserAssigned":
      return vscode.l10n.t("Both an identity of its own and the listed ones");
    case "None":
      return vscode.l10n.t("No identity");
  }
}
