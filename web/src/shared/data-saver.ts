interface NetworkInformation {
  saveData?: boolean
  effectiveType?: string
}

/** Whether the user, or a slow network, would rather not have anything loaded that nobody has asked for. */
export function savesData(): boolean {
  const { connection } = navigator as { connection?: NetworkInformation }
  return connection?.saveData === true || /2g|3g/u.test(connection?.effectiveType ?? '')
}
