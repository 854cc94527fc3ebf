import type { DirectoryGroup } from "../../azure/access/directory";

/** A group's name, or its id where the name may not be read. */
export function groupName({ displayName, id }: DirectoryGroup): string {
  return displayName ?? id;
}
