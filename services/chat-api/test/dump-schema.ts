import type { Knex } from 'knex'

/**
 * The schema as SQL text, from Postgres's own catalogues and printers, in a stable order: to be read, compared and diffed.
 * Stands in for pg_dump, which not every machine has. Compression is left out: it depends on how the server was built.
 */
export async function dumpSchema(db: Knex): Promise<string> {
  const list = async (sql: string) => (await db.raw<{ rows: { text: string }[] }>(sql)).rows.map(({ text }) => text)
  const tables = await db.raw<{ rows: { name: string; options: string | null }[] }>(`
    select relname as name, array_to_string(reloptions, ', ') as options
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`)
  const parts = ['-- Made from the migrations, checked by a test; never edited by hand.']
  for (const { name, options } of tables.rows) {
    const lines = [...(await list(columns(name))), ...(await list(constraints(name)))]
    parts.push(
      `create table ${name} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)${options ? ` with (${options})` : ''};`,
    )
    const rest = [...(await list(indexes(name))), ...(await list(triggers(name)))]
    if (rest.length > 0) parts.push(rest.map((line) => `${line};`).join('\n'))
  }
  parts.push(...(await list(functions)).map((line) => `${line.trimEnd()};`))
  return `${parts.join('\n\n')}\n`
}

const columns = (table: string) => `
  select concat_ws(' ', attname, format_type(atttypid, atttypmod),
    case when attnotnull then 'not null' end,
    case when attidentity <> '' then 'generated always as identity' end,
    'default ' || pg_get_expr(adbin, adrelid)) as text
  from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped order by attnum`

// not-null constraints have rows of their own since Postgres 18; the columns say it already
const constraints = (table: string) => `
  select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) as text
  from pg_constraint where conrelid = '${table}'::regclass and contype <> 'n' order by contype, conname`

const indexes = (table: string) => `
  select pg_get_indexdef(indexrelid) as text from pg_index
  where indrelid = '${table}'::regclass
    and not exists (select 1 from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
  order by indexrelid::regclass::text`

const triggers = (table: string) => `
  select pg_get_triggerdef(oid) as text from pg_trigger
  where tgrelid = '${table}'::regclass and not tgisinternal order by tgname`

const functions = `
  select pg_get_functiondef(oid) as text from pg_proc
  where pronamespace = 'public'::regnamespace order by proname`
