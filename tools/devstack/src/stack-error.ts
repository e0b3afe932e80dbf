/** Something the person at the keyboard can mend: the message is one whole sentence and is shown without a stack. */
export class StackError extends Error {
  override name = 'StackError'
}
