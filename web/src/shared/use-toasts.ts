import { shallowReactive } from 'vue'
import { asApiError } from '../transport/errors.ts'
import { errorText } from './error-text.ts'
import { t } from './i18n/index.ts'

export interface Toast {
  id: number
  text: string
  action?: ToastAction
}

export interface ToastAction {
  label: string
  run: () => void
  /** Takes back what the user has just done: the shortcut for that runs it too. */
  isUndo?: true
}

const toasts = shallowReactive<Toast[]>([])
let lastId = 0

function dismiss(id: number): void {
  const at = toasts.findIndex((toast) => toast.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

function show(text: string, action?: ToastAction, forMs = 7_000): void {
  const id = ++lastId
  toasts.push({ id, text, ...(action ? { action } : {}) })
  if (toasts.length > 3) toasts.shift()
  setTimeout(() => dismiss(id), forMs)
}

/** A request of the user failed: says what the server said, with the id to ask about. */
function showError(cause: unknown): void {
  const { requestId } = asApiError(cause)
  const message = errorText(cause)
  show(requestId ? t('error.withId', { message, id: requestId.slice(-8) }) : message)
}

/** Takes back the last thing that can be taken back. */
function undoLast(): void {
  const toast = toasts.findLast(({ action }) => action?.isUndo)
  if (!toast) return
  toast.action?.run()
  dismiss(toast.id)
}

export const useToasts = () => ({ toasts, show, showError, dismiss, undoLast })
