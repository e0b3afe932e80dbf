import { run } from './run.ts'

export interface Program {
  readonly path: string
  readonly env: NodeJS.ProcessEnv
}

/** It is there and runs. @param asking What makes it say its version. */
export const answers = ({ path, env }: Program, asking: string): Promise<boolean> =>
  run(path, [asking], { env: { ...process.env, ...env } }).then(
    () => true,
    () => false,
  )
