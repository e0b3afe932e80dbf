import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

/** Loaded into a process before anything else: writes down which packages of a scope are loaded after it, one a line. */
const { LISTED_SCOPE: scope, LISTED_IN: file } = process.env
if (!scope || !file) throw new Error('LISTED_SCOPE and LISTED_IN are needed')
appendFileSync(file, '')
const pattern = new RegExp(`/node_modules/(${scope}/[^/]+)/`)
registerHooks({
  load(url, context, next) {
    const name = pattern.exec(url)?.[1]
    if (name) appendFileSync(file, `${name}\n`)
    return next(url, context)
  },
})
