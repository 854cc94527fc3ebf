import { env, l10n } from "vscode";

type Places = Readonly<Record<string, string | number>>;

/**
 * Words for a number, in the plural form that the language of the window has for it. The text comes from `l10n.t`, without its places, and
 * holds every form: `{count, plural, one {# resource uses {name}} other {# resources use {name}}}`, with `#` for the number. A language
 * has the forms that it needs: zero, one, two, few, many, other. A quote is a letter like any other.
 */
export function formatPlural(text: string, places: Places & { readonly count: number }): string {
  return fill(text, places, "#");
}

function fill(text: string, places: Places, number: string): string {
  let filled = "";
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    const end = letter === "{" ? closing(text, at) : undefined;
    if (end === undefined) {
      filled += letter === "#" ? number : letter;
    } else {
      filled += place(text.slice(at + 1, end), places) ?? text.slice(at, end + 1);
      at = end;
    }
  }
  return filled;
}

/** What stands in braces: the name of a place, or the forms for a number. Undefined where it is neither. */
function place(inner: string, places: Places): string | undefined {
  const [, name = "", forms] = /^\s*(\w+)\s*(?:,\s*plural\s*,([\s\S]*))?$/.exec(inner) ?? [];
  const value = Object.hasOwn(places, name) ? places[name] : undefined;
  if (value === undefined || forms === undefined) {
    return value === undefined ? undefined : String(value);
  }
  const byCategory = readForms(forms);
  const form = byCategory.get(pluralRules().select(Number(value))) ?? byCategory.get("other");
  return form === undefined ? undefined : fill(form, places, String(value));
}

/** `one {...} other {...}`. */
function readForms(forms: string): ReadonlyMap<string, string> {
  const byCategory = new Map<string, string>();
  for (let at = forms.indexOf("{"), from = 0; at !== -1; at = forms.indexOf("{", from)) {
    const end = closing(forms, at);
    if (end === undefined) {
      break;
    }
    byCategory.set(forms.slice(from, at).trim(), forms.slice(at + 1, end));
    from = end + 1;
  }
  return byCategory;
}

/** Where the brace that opens there is closed. */
function closing(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    depth += text.charAt(at) === "{" ? 1 : text.charAt(at) === "}" ? -1 : 0;
    if (depth === 0) {
      return at;
    }
  }
  return undefined;
}

/** Without a translation the text is English, whatever the language of the window. */
const pluralRules = (): Intl.PluralRules => new Intl.PluralRules(l10n.bundle === undefined ? "en" : env.language);
