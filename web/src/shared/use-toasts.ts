import { shallowReactive } from 'vue'
import { asApiError } from '../transport/errors.ts'
import { t } from './i18n/index.ts'

export interface Toast {
  id: number
  text: string
  action?: { label: string; run: () => void }
}

const toasts = shallowReactive<Toast[]>([])
let lastId = 0

function dismiss(id: number): void {
  const at = toasts.findIndex((toast) => toast.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

function show(text: string, action?: Toast['action'], forMs = 7_000): void {
  const id = ++lastId
  toasts.push({ id, text, ...(action ? { action } : {}) })
  if (toasts.length > 3) toasts.shift()
  setTimeout(() => dismiss(id), forMs)
}

/** A request of the user failed: says what the server said, with the id to ask about. */
function showError(cause: unknown): void {
  const { message, requestId } = asApiError(cause)
  show(requestId ? t('error.withId', { message, id: requestId.slice(-8) }) : message)
}

export const useToasts = () => ({ toasts, show, showError, dismiss })
