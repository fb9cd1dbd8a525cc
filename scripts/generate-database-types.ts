/**
 * Writes the TypeScript types of the migrated database, in the shape that supabase-js takes as `Database`.
 *
 *     npm run db:types              write packages/sdk/src/data/supabase/database.types.ts
 *     npm run db:types -- --check   fail when that file is not what the migrations say
 *
 * The Supabase CLI's own generator needs Docker, and its library (postgres-meta) a web server's worth of dependencies;
 * tables and functions that answer one value each need neither.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '../packages/local/src/index.ts';

const OUTPUT = fileURLToPath(new URL('../packages/sdk/src/data/supabase/database.types.ts', import.meta.url));

interface Column {
  table: string;
  name: string;
  type: string;
  nullable: boolean;
  optional: boolean;
  generated: boolean;
}

interface ForeignKey {
  table: string;
  name: string;
  columns: string[];
  target: string;
  targetColumns: string[];
  isOneToOne: boolean;
}

interface Routine {
  name: string;
  args: { name: string; type: string; optional: boolean }[];
  returns: string;
}

const COLUMNS = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable,
    (not a.attnotnull or a.atthasdef) as optional, a.attgenerated <> '' as generated
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  order by c.relname, a.attname`;

const FOREIGN_KEYS = `
  select c.conrelid::regclass::text as table, c.conname as name, c.confrelid::regclass::text as target,
    (select json_agg(attname order by n) from unnest(c.conkey) with ordinality k(num, n)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num) as columns,
    (select json_agg(attname order by n) from unnest(c.confkey) with ordinality k(num, n)
      join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.num) as "targetColumns",
    exists (select from pg_constraint u where u.conrelid = c.conrelid and u.contype in ('p', 'u')
      and u.conkey @> c.conkey and u.conkey <@ c.conkey) as "isOneToOne"
  from pg_constraint c
  join pg_class t on t.oid = c.conrelid and not t.relispartition
  join pg_class r on r.oid = c.confrelid
  where c.contype = 'f' and t.relnamespace = 'public'::regnamespace and r.relnamespace = 'public'::regnamespace
  order by 1, 2`;

const ROUTINES = `
  select p.proname as name, format_type(p.prorettype, null) as returns,
    (select coalesce(json_agg(json_build_object('name', p.proargnames[n], 'type', format_type(t, null),
        'optional', n > p.pronargs - p.pronargdefaults) order by p.proargnames[n]), '[]')
      from unnest(p.proargtypes) with ordinality arg(t, n)) as args
  from pg_proc p
  where p.pronamespace = 'public'::regnamespace and has_function_privilege('authenticated', p.oid, 'execute')
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by 1`;

/** TypeScript for a Postgres type, as it travels through the REST API. */
function toTypeScript(type: string): string {
  if (type.endsWith('[]')) return `${toTypeScript(type.slice(0, -2))}[]`;
  if (/^(smallint|integer|bigint|numeric|real|double precision)$/.test(type)) return 'number';
  if (type === 'boolean') return 'boolean';
  if (type === 'json' || type === 'jsonb') return 'Json';
  if (type === 'void') return 'undefined';
  return 'string';
}

const field = (name: string, type: string, optional = false): string =>
  `${name}${optional ? '?' : ''}: ${type}`;

const block = (lines: string[], indent: number): string =>
  lines.map((line) => ' '.repeat(indent) + line).join('\n');

function tableTypes(table: string, columns: Column[], keys: ForeignKey[]): string {
  const typeOf = (column: Column): string => toTypeScript(column.type) + (column.nullable ? ' | null' : '');
  const write = (column: Column, optional: boolean): string =>
    // The database computes a generated column itself and refuses a value for it.
    column.generated ? field(column.name, 'never', true) : field(column.name, typeOf(column), optional);
  const relationships = keys.map(
    (key) =>
      `          {
            foreignKeyName: ${JSON.stringify(key.name)};
            columns: ${JSON.stringify(key.columns)};
            isOneToOne: ${key.isOneToOne};
            referencedRelation: ${JSON.stringify(key.target)};
            referencedColumns: ${JSON.stringify(key.targetColumns)};
          },`,
  );
  return `      ${table}: {
        Row: {
${block(
  columns.map((column) => `${field(column.name, typeOf(column))};`),
  10,
)}
        };
        Insert: {
${block(
  columns.map((column) => `${write(column, column.optional)};`),
  10,
)}
        };
        Update: {
${block(
  columns.map((column) => `${write(column, true)};`),
  10,
)}
        };
        Relationships: [${relationships.length > 0 ? `\n${relationships.join('\n')}\n        ` : ''}];
      };`;
}

function routineTypes(routine: Routine): string {
  const args = routine.args.map((arg) => field(arg.name, toTypeScript(arg.type), arg.optional)).join('; ');
  const shape = args === '' ? 'never' : `{ ${args} }`;
  return `      ${routine.name}: { Args: ${shape}; Returns: ${toTypeScript(routine.returns)} };`;
}

async function generate(db: Database): Promise<string> {
  const columns = await db.query<Column>(COLUMNS);
  const keys = await db.query<ForeignKey>(FOREIGN_KEYS);
  const routines = await db.query<Routine>(ROUTINES);
  const tables = [...new Set(columns.map((column) => column.table))];
  return `// Generated from supabase/migrations by \`npm run db:types\`. Do not edit.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
${tables
  .map((table) =>
    tableTypes(
      table,
      columns.filter((column) => column.table === table),
      keys.filter((key) => key.table === table),
    ),
  )
  .join('\n')}
    };
    Views: Record<never, never>;
    Functions: {
${routines.map(routineTypes).join('\n')}
    };
    Enums: Record<never, never>;
    CompositeTypes: Record<never, never>;
  };
};
`;
}

const db = await openDatabase({ dataDir: 'memory', seed: false });
const wanted = await generate(db).finally(() => db.close());
if (process.argv.includes('--check')) {
  const found = await readFile(OUTPUT, 'utf8').catch(() => '');
  if (found === wanted) {
    console.log('database.types.ts is what the migrations say');
  } else {
    console.error(
      'database.types.ts is not what the migrations say: run `npm run db:types` and commit the result',
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(OUTPUT, wanted);
  console.log(`wrote ${OUTPUT}`);
}
