import { repoRoot } from './cache-dir.ts'
import { spawnGuarded } from './guard.ts'
import type { Lines, LogLine } from './lines.ts'

/** A program that ends by itself. Undefined when it ended well, else what it said. */
export async function runOnce(
  main: string,
  env: NodeJS.ProcessEnv,
  print: (line: LogLine) => void,
): Promise<Lines | undefined> {
  const run = await spawnGuarded(process.execPath, [main], { cwd: repoRoot, env })
  run.lines.listen(print)
  const { code } = await run.exited
  return code === 0 ? undefined : run.lines
}
