import { reactive } from 'vue'
import { createAdminApi } from '../../transport/admin-api.ts'
import { createHttp } from '../../transport/http.ts'

export const adminApi = createAdminApi(createHttp())

export const shortId = (id: string): string => id.slice(0, 13)

/** What somebody is called in a list: the name, the address, or the beginning of the id. */
export const personName = ({ id, name, email }: { id: string; name?: string | null; email?: string | null }): string =>
  name || email || shortId(id)

const names = reactive(new Map<string, string>())

/** The name of a user of whom only the id is known; asked for once. */
export function nameOfUser(id: string): string {
  if (!names.has(id)) {
    names.set(id, shortId(id))
    void adminApi
      .users({ search: id, limit: 1 })
      .then(({ items: [user] }) => user && names.set(id, personName(user)))
      .catch(() => names.delete(id))
  }
  return names.get(id) ?? shortId(id)
}
