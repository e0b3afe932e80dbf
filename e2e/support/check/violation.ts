/** The promises by number: ARCHITECTURE.md has the list. */
export type Rule = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I8' | 'I9' | 'I10'

export interface Violation {
  readonly rule: Rule
  readonly what: string
}
