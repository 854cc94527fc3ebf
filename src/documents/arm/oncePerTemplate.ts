import { atOnce, type Sliced } from "../sliced";
import type { ArmTemplate } from "./model";

/** What is read of each template once, for all who ask. */
export class OncePerTemplate<T extends object> {
  private readonly known = new WeakMap<ArmTemplate, T>();

  constructor(private readonly read: (template: ArmTemplate) => Sliced<T>) {}

  /** Reads it where it is not known yet. */
  *reading(template: ArmTemplate): Sliced<T> {
    const known = this.known.get(template) ?? (yield* this.read(template));
    this.known.set(template, known);
    return known;
  }

  /** The same in one go: no time at all where it has been read in turns before. */
  of(template: ArmTemplate): T {
    return atOnce(this.reading(template));
  }
}
