import type { RenderWords } from "./commentWords";

/** What the languages need besides the operations. */
export interface RenderOptions {
  readonly words: RenderWords;
  /** The cloud's resource manager, without a slash at the end, like `https://management.azure.com`. */
  readonly resourceManager: string;
  /** The API version of Microsoft.Compute that the plans were made for. It decides the shape of a template's block. */
  readonly apiVersion: string;
}
