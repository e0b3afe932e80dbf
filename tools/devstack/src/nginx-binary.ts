import { fromDebian } from './debian.ts'
import { type Program, answers } from './program.ts'

/** nginx of Debian 11 to 13 and what it links to that a small image may lack. */
const packages = ['nginx', 'nginx-light', 'libpcre3', 'libpcre2-8-0', 'libssl1.1', 'libssl3', 'libssl3t64']

/** A real nginx: on PATH (also where root's programs are), or Debian's, unpacked. undefined when there is none to be had. */
export async function findNginx(): Promise<Program | undefined> {
  for (const path of ['nginx', '/usr/sbin/nginx']) if (await runs({ path, env: {} })) return { path, env: {} }
  const unpacked = await fromDebian('nginx', packages, 'usr/sbin/nginx').catch(() => undefined)
  return unpacked && (await runs(unpacked)) ? unpacked : undefined
}

const runs = (program: Program) => answers(program, '-v')
