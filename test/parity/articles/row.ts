import type { ComputeResourceType } from "../../../src/identity/computeResourceType";
import type { IdentityChange } from "../../../src/identity/identityChange";
import type { IdentityState } from "../../../src/identity/identityState";

/** One article of Microsoft that the extension was built after. */
export interface Article {
  /** Its own title. */
  readonly title: string;
  /** Its file in ../shared/seeds. */
  readonly file: string;
}

/** The articles, in the order of the table. */
export const ARTICLES = {
  powerShellScaleSet: {
    title: "Configure managed identities on virtual machine scale sets using PowerShell",
    file: "000_2e5773c6a26f1c9b.txt",
  },
  azureRmScaleSet: {
    title: "How to configure MSI on an Azure VMSS using PowerShell",
    file: "001_96c8a988786b9b9a.txt",
  },
  portalScaleSet: {
    title: "Configure managed identities on virtual machine scale set",
    file: "002_4ee471288dc369bd.txt",
  },
  allScaleSet: {
    title: "Configure managed identities for Azure resources on a virtual machine scale set",
    file: "003_87404f90ba08c8c4.txt",
  },
  powerShellMachine: {
    title: "Configure managed identities on an Azure VM using PowerShell",
    file: "004_46f2d23a01a2956f.txt",
  },
} as const satisfies Readonly<Record<string, Article>>;

/** A command of the extension, without the prefix that all share. */
export type CommandName =
  | "enableSystemAssigned"
  | "disableSystemAssigned"
  | "assignUserAssigned"
  | "removeUserAssigned"
  | "removeAllUserAssigned"
  | "createIdentity"
  | "createVirtualMachine"
  | "createScaleSet"
  | "showProperties"
  | "addToGroup"
  | "removeRetiredExtension"
  | "signIn";

/** How the article's own way is taken on the emulator. */
export type ArticleWay =
  /** The line is run by the real Azure CLI: the text of the row with names in place of its placeholders. */
  | { readonly kind: "azureCli"; readonly line: string }
  /** The request is sent with its body as it stands in the article; `body` is what the article's words ask for where it shows none. */
  | { readonly kind: "rest"; readonly method: "PATCH" | "PUT"; readonly apiVersion: string; readonly body?: object }
  /** The call that the cmdlet makes is sent: worked out from the line by cmdletCall.ts. */
  | { readonly kind: "cmdlet" }
  /**
   * The block, with its expression replaced by the identity's id, is deployed: a PUT of the resource. `identity` is the block that the
   * article's words ask for where it shows none.
   */
  | { readonly kind: "template"; readonly apiVersion: string; readonly identity?: object }
  /** The article describes in words what is there afterwards. */
  | { readonly kind: "words"; readonly after: IdentityState };

/** What a row asserts. */
export type Check =
  /** The article's way and the extension's change lead from one state to the same other one. */
  | {
      readonly kind: "sameState";
      readonly before: IdentityState;
      readonly change: IdentityChange;
      readonly way: ArticleWay;
    }
  /** The article's way and a deployment of the template that the extension shows make the same resource, with the same role where there is one. */
  | { readonly kind: "created"; readonly wanted: IdentityState; readonly way: ArticleWay; readonly role?: string }
  /** The article says that its tool cannot do it; the extension's template does. */
  | { readonly kind: "onlyHere"; readonly wanted: IdentityState }
  /** The same user-assigned identity or resource group is made either way. */
  | { readonly kind: "made"; readonly what: "identity" | "resourceGroup"; readonly way: ArticleWay }
  /** What the article reads is what the extension reads: by a GET, or by what the Azure CLI prints. */
  | { readonly kind: "read"; readonly before: IdentityState; readonly apiVersion: string; readonly cliLine?: string }
  /** The group that the article's search finds is the one that the extension finds. */
  | { readonly kind: "groupFound" }
  /** A principal is in a group either way. */
  | { readonly kind: "memberAdded" }
  /** The article's line does not do what it says: it leaves the state as it was. The extension does what the article says. */
  | {
      readonly kind: "leavesAsItWas";
      readonly before: IdentityState;
      readonly change: IdentityChange;
      readonly way: ArticleWay;
      readonly after: IdentityState;
    }
  /** Nothing is there to compare with. */
  | { readonly kind: "notCompared" };

/** One operation of one article, and the extension's command for it. */
export interface ParityRow {
  readonly article: Article;
  readonly language: "Portal" | "Azure CLI" | "Az PowerShell" | "AzureRM" | "ARM template" | "REST";
  /** What is done, in this project's words. */
  readonly operation: string;
  /** The article's own command, body or words; blanks and the characters of Markdown and HTML aside they stand there just so. */
  readonly text: string;
  readonly command: CommandName;
  readonly resource: ComputeResourceType;
  readonly check: Check;
  /** What has to be known: that Azure has retired the way, and what took its place. */
  readonly note?: string;
}
