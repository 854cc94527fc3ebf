import type { DocumentDiagnostic, DocumentFix, FixFacts } from "../../documentDiagnostic";
import type { DocumentResource } from "../../documentResource";
import { MadeFixes } from "../../plan/madeFixes";
import type { Sliced } from "../../sliced";
import { diagnosing } from "../diagnose/diagnose";
import type { Fix, TemplateDiagnostic } from "../diagnose/diagnostic";
import { isFixedWithAll } from "../fix/fixAll";
import type { TemplateResource } from "../locate/templateResource";
import type { ArmTemplate } from "../model";
import { raise } from "./armOutcome";
import { named } from "./armResource";

/** The diagnostics of a template, and what their fixes are made of. */
export class ArmDiagnostics {
  private readonly fixes = new MadeFixes<Fix>();

  constructor(
    private readonly template: ArmTemplate,
    private readonly shown: (resource: TemplateResource) => DocumentResource,
  ) {}

  /** Finds them, with fixes that `made` knows. */
  *finding(): Sliced<readonly DocumentDiagnostic[]> {
    const found: DocumentDiagnostic[] = [];
    for (const diagnostic of yield* diagnosing(this.template)) {
      found.push(this.toDiagnostic(diagnostic));
      yield;
    }
    return found;
  }

  /** What a fix is made of. */
  made(fix: DocumentFix): Fix {
    return this.fixes.made(fix);
  }

  private toDiagnostic(diagnostic: TemplateDiagnostic): DocumentDiagnostic {
    const { template } = this;
    const { range, fixes, ...facts } = diagnostic;
    return {
      range,
      facts: "resource" in facts ? { ...facts, resource: named(facts.resource) } : facts,
      fixes: fixes.map((fix) => this.fixes.shown(fix, this.factsOf(fix))),
      get isFixedWithAll() {
        return isFixedWithAll(template, diagnostic);
      },
    };
  }

  private factsOf(fix: Fix): FixFacts {
    switch (fix.kind) {
      case "change":
        return { kind: fix.kind, resource: this.shown(fix.resource), change: fix.change };
      case "convertShape":
        return { kind: fix.kind, shape: fix.shape };
      case "raiseApiVersion":
        return raise(fix.apiVersion);
      case "setType":
        return { kind: fix.kind, type: fix.type };
      case "removeLists": {
        const { dictionary } = fix.block;
        return { kind: fix.kind, isEmpty: dictionary.kind === "list" && dictionary.entries.length === 0 };
      }
      case "moveOutOfProperties":
      case "removeFromProperties":
        return { kind: fix.kind, holder: fix.holder };
      case "removeIdentity":
      case "removeDuplicate":
      case "removeEntry":
      case "removeReadOnly":
      case "emptyValues":
      case "readFromResource":
      case "correctType":
      case "removeExtension":
        return { kind: fix.kind };
    }
  }
}
