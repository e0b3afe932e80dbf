import { computed, ref } from 'vue'
import { preference } from '../../shared/preference.ts'

type Choice = 'on' | 'off'
const isOn = (value: string) => value === 'on'

const wanted = preference<Choice>('notify', 'off', isOn)
const text = preference<Choice>('notify-text', 'off', isOn)
/** `missing`: this browser or connection has none. */
const permission = ref<NotificationPermission | 'missing'>(ask())

function ask(): NotificationPermission | 'missing' {
  return 'Notification' in globalThis ? Notification.permission : 'missing'
}

/** Whether the user wants to be told of finished answers; off until they ask for it. */
export function useNotificationChoice() {
  permission.value = ask()
  const state = computed(() => {
    if (permission.value === 'missing') return 'missing'
    if (permission.value === 'denied') return 'blocked'
    return permission.value === 'granted' && wanted.value === 'on' ? 'on' : 'off'
  })

  /** Only from a click: browsers ask nobody else. */
  async function turn(on: boolean): Promise<void> {
    if (on && permission.value === 'default') permission.value = await Notification.requestPermission()
    wanted.value = on && permission.value === 'granted' ? 'on' : 'off'
  }

  return {
    state,
    turn,
    /** Whether a notification may show what the answer says. */
    showsText: computed({ get: () => text.value === 'on', set: (on) => (text.value = on ? 'on' : 'off') }),
  }
}
