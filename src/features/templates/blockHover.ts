import * as vscode from "vscode";
import type { ListedDeps } from "./deps";
import { placeInWords } from "../../ui/words/identityResource";
import type { TemplateResource } from "../../documents/arm/locate/templateResource";
import { resourceMeantAt } from "../../documents/arm/complete/resourceMeantAt";
import { allEntries, knowledgeOf } from "../../documents/arm/plan/knowledge";
import type { IdentityEntry } from "../../documents/arm/read/identityReading";
import { idInKey } from "../../documents/arm/reference/idInKey";
import { editedBlock } from "../../documents/arm/write/editedBlock";
import { paragraphs } from "../../ui/shown/markdown";
import { toRange } from "./documentEdits";
import type { TemplateModels } from "./templateModels";
import { meaningInWords } from "./words/hover";
import { identityNameInWords, shortText } from "./words/resource";

/** On an identity block: what it means, which identities it names, and what deploying it does. */
export class BlockHover implements vscode.HoverProvider {
  constructor(
    private readonly deps: ListedDeps,
    private readonly models: TemplateModels,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const template = await this.models.latest(document, token);
    const offset = document.offsetAt(position);
    const resource = template === undefined ? undefined : resourceMeantAt(template, offset);
    if (resource === undefined || resource.identity.kind === "absent") {
      return undefined;
    }
    const { member } = resource.identity;
    const block = editedBlock(resource);
    const place = [member, block?.node].find(
      (each) => each !== undefined && each.start <= offset && offset <= each.end,
    );
    if (place === undefined) {
      return undefined;
    }
    const entry = (block === undefined ? [] : allEntries(block)).find(
      ({ node }) => node.start <= offset && offset <= node.end,
    );
    return entry === undefined
      ? new vscode.Hover(this.blockText(resource), toRange(document, place === member ? (member.key ?? member) : place))
      : new vscode.Hover(this.entryText(entry), toRange(document, entry.node));
  }

  private blockText(resource: TemplateResource): vscode.MarkdownString {
    const known = knowledgeOf(resource.identity);
    const entries = known.kind === "known" && known.userAssigned !== "unknown" ? known.userAssigned : [];
    return paragraphs([...meaningInWords(resource), ...entries.map((entry) => this.lineOf(entry))]);
  }

  private entryText(entry: IdentityEntry): vscode.MarkdownString {
    const live = this.live(entry);
    return live === undefined
      ? paragraphs([identityNameInWords(entry.text), shortText(entry.text)])
      : paragraphs([this.lineOf(entry), placeInWords(live), live.id]);
  }

  private lineOf(entry: IdentityEntry): string {
    const clientId = this.live(entry)?.clientId;
    const name = identityNameInWords(entry.text);
    return clientId === undefined ? name : vscode.l10n.t("{0}, client ID {1}", name, clientId);
  }

  /** The key spells out what variables hold; one that leaves a part to the deployment names nothing in Azure. */
  private live({ key }: IdentityEntry) {
    const id = idInKey(key);
    return id === undefined ? undefined : this.deps.inventory.findIdentity(id);
  }
}
