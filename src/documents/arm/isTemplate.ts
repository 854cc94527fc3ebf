/** As much of a document is looked at to tell whether it is a template: all other JSON must cost next to nothing. */
export const HEAD_LENGTH = 16_384;

const TEMPLATE_SCHEMA = /deploymentTemplate\.json/i;
const PARAMETER_FILE_SCHEMA = /deploymentParameters\.json/i;
const CONTENT_VERSION = /["']contentVersion["']\s*:/i;
const SECTION = /["'](?:resources|variables|languageVersion|apiProfile)["']\s*:/i;
const PARAMETER_TYPE = /["']type["']\s*:\s*["'](?:string|securestring|int|bool|object|secureobject|array)["']/i;
const MACHINE = /["']type["']\s*:\s*["']microsoft\.compute\/virtualMachine/i;

/**
 * Whether a document is, or holds, a deployment template, by its `$schema` or its shape.
 * @param head The beginning of the text; no more than `HEAD_LENGTH` characters of it are looked at.
 */
export function isArmTemplate(head: string): boolean {
  const text = head.slice(0, HEAD_LENGTH);
  if (TEMPLATE_SCHEMA.test(text) || MACHINE.test(text)) {
    return true;
  }
  // A parameter file has a content version and parameters too, but nothing that gives those a type.
  return (
    CONTENT_VERSION.test(text) && !PARAMETER_FILE_SCHEMA.test(text) && (SECTION.test(text) || PARAMETER_TYPE.test(text))
  );
}
