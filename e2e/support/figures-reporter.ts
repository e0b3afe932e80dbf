import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/** Prints what the tests have measured, one line per promise, so that a figure can be quoted and not only a green tick. */
export default class FiguresReporter implements Reporter {
  private readonly lines: string[] = []

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const { type, description } of result.annotations) {
      if (type === 'figure') this.lines.push(`  ${test.title}\n      ${description ?? ''}`)
    }
  }

  onEnd(): void {
    if (this.lines.length > 0) process.stdout.write(`\n  Measured:\n${this.lines.join('\n')}\n`)
  }

  printsToStdio(): boolean {
    return false
  }
}
