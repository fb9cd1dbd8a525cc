import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { takeDataFolder } from '../data-folder.ts';
import type { Database } from '../engine/database.ts';
import { openDatabase } from '../open-database.ts';
import { SEALING_KEY_PREFIX } from '../vault/sealing-key.ts';
import { keepSecret, listSecrets, removeSecret } from '../vault/secrets.ts';
import { UsageError } from './args.ts';

/** What is asked of the vault. */
interface Wish {
  readonly act: 'list' | 'set' | 'remove';
  readonly name: string;
  readonly data: string;
}

/**
 * `secrets list`, `secrets set NAME` and `secrets remove NAME`. A value never stands on the command line, where the
 * shell's history and every process on the machine would see it.
 *
 * @returns what is to be printed
 * @throws UsageError, DataFolderError while a stack runs on the folder, or an error of the database
 */
export async function changeSecrets(argv: readonly string[]): Promise<string> {
  const wish = readWish(argv);
  const value = wish.act === 'set' ? await readValue(wish.name) : '';
  const databaseUrl = process.env.DATABASE_URL;
  const folder = await takeDataFolder(wish.data);
  try {
    const database = await openDatabase({
      dataDir: folder.path,
      ...(databaseUrl !== undefined && databaseUrl !== '' && { databaseUrl }),
    });
    try {
      return await grant(wish, value, database);
    } finally {
      await database.close();
    }
  } finally {
    await folder.release();
  }
}

function readWish(argv: readonly string[]): Wish {
  const usage = 'secrets list, secrets set NAME or secrets remove NAME, with --data DIR: see --help';
  const { values, positionals } = parse(argv, usage);
  const [act, name = '', ...rest] = positionals;
  if ((act !== 'list' && act !== 'set' && act !== 'remove') || rest.length > 0) throw new UsageError(usage);
  if (act === 'list' ? name !== '' : !/^[A-Z][A-Z0-9_]{0,63}$/.test(name)) {
    throw new UsageError(act === 'list' ? usage : 'The name of a secret is like GOOGLE_GEMINI_KEY');
  }
  // Without it, what tenants have sealed for the key would never open again.
  if (name.startsWith(SEALING_KEY_PREFIX))
    throw new UsageError('Sealing keys are made and kept by the stack');
  return { act, name, data: values.data ?? '.nexus/data' };
}

function parse(
  args: readonly string[],
  usage: string,
): { values: { data?: string | undefined }; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options: { data: { type: 'string' } }, allowPositionals: true });
  } catch {
    throw new UsageError(usage);
  }
}

async function grant({ act, name }: Wish, value: string, database: Database): Promise<string> {
  if (act === 'set') {
    return `${name} ${(await keepSecret(database, name, value)) ? 'is in the vault' : 'was in the vault already'}\n`;
  }
  if (act === 'remove') {
    return `${name} ${(await removeSecret(database, name)) ? 'is out of the vault' : 'was not in the vault'}\n`;
  }
  const secrets = await listSecrets(database);
  return secrets.map((each) => `${each.name}  ${each.updated}\n`).join('') || 'The vault is empty\n';
}

async function readValue(name: string): Promise<string> {
  const value = (
    process.stdin.isTTY ? await ask(`Value of ${name} (not shown): `) : await text(process.stdin)
  ).trim();
  if (value === '') throw new UsageError(`${name} got no value`);
  return value;
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await line.question('');
  } finally {
    line.close();
    process.stderr.write('\n');
  }
}
