/**
 * The little of the page's DOM that the driver reads inside the page. The project is compiled without the DOM library,
 * so that no browser global slips into code that runs in Node.
 * Functions given to `evaluate` hold no named functions: a transpiler may wrap those in a helper that the page lacks.
 */
export interface PageElement {
  readonly textContent: string | null;
  readonly className: string;
  readonly innerText: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly style: { readonly backgroundImage: string; readonly top: string };
  readonly ownerDocument: {
    readonly defaultView: { getComputedStyle(element: PageElement, pseudo: string): { readonly content: string } };
  };
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  matches(selector: string): boolean;
  checkVisibility(): boolean;
  getBoundingClientRect(): { readonly top: number; readonly bottom: number; readonly height: number };
}
