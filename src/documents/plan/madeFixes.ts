import type { DocumentFix, FixFacts } from "../documentDiagnostic";

/** What the fixes of one reading are made of. */
export class MadeFixes<Made> {
  private readonly fixes = new WeakMap<DocumentFix, Made>();

  /** A fix as the editor features see it. */
  shown(made: Made, facts: FixFacts): DocumentFix {
    const fix = { facts };
    this.fixes.set(fix, made);
    return fix;
  }

  /** What a fix is made of. Throws for one of another reading: that is a fault of the caller. */
  made(fix: DocumentFix): Made {
    const made = this.fixes.get(fix);
    if (made === undefined) {
      throw new RangeError("The fix belongs to another reading.");
    }
    return made;
  }
}
