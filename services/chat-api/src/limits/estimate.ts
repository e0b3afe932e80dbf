/** On the safe side: English takes about 4 bytes a token, and other scripts more bytes for each character. */
const bytesPerToken = 3.5

/** Tokens of texts together, by their UTF-8 bytes; for what no model server has counted. */
export const estimateTokens = (...texts: readonly string[]): number =>
  Math.ceil(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / bytesPerToken)
