import { styleText } from 'node:util'

export const standInNotice = styleText(
  ['black', 'bgYellow'],
  '\n  No model key is set: every answer comes from the STAND-IN model server, not from Claude.  \n' +
    '  Set ANTHROPIC_API_KEY (or write it into .env) and start again.                          \n',
)
