import type { TemplateResource } from "../locate/templateResource";
import { type ArmTemplate, resourceAt } from "../model";
import { editedBlock } from "../write/editedBlock";

/** The resource around an offset, or else the first one whose identity is the variable or parameter default there. */
export function resourceMeantAt(template: ArmTemplate, offset: number): TemplateResource | undefined {
  return (
    resourceAt(template, offset) ??
    template.resources.find((resource) => {
      const block = editedBlock(resource);
      return block !== undefined && block.node.start <= offset && offset <= block.node.end;
    })
  );
}
