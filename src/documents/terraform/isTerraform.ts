/** As much of a text is looked at to tell whether it has to do with Azure: all other configurations must cost next to nothing. */
export const HEAD_LENGTH = 65_536;

/** The beginning of a block at the top level. */
const BLOCK =
  /^[ \t\uFEFF]*(?:resource|data|module|variable|output|provider|locals|terraform|moved|import|removed|check|ephemeral)\b[^={}\n]*\{/m;

/** The providers and modules that machines of Azure come from. */
const AZURE = /azurerm|azapi|avm-res-compute/i;

/** Whether a text is a configuration that may deploy to Azure. @param head The beginning of the text. */
export function isTerraform(head: string): boolean {
  const isWhole = head.length < HEAD_LENGTH;
  return BLOCK.test(head) && (!isWhole || AZURE.test(head));
}
