import type { TextRange } from "../../textRange";
import type { TerraformFile } from "../locate/terraformFile";

/** The comments of a file within a stretch of it, in the order of the text. */
export function commentsWithin(file: TerraformFile, { start, end }: TextRange): readonly TextRange[] {
  return file.blocks.flatMap(({ block }) =>
    block !== undefined && block.start < end && start < block.end
      ? block.comments.filter((comment) => start <= comment.start && comment.end <= end)
      : [],
  );
}
