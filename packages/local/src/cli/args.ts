import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Args {
  readonly port: number;
  readonly apiPort: number;
  readonly data: string;
  readonly reset: boolean;
  readonly json: boolean;
  readonly simulator: boolean;
  /** Recorded files to play instead of the simulator. */
  readonly replay: readonly string[];
  /** Times faster than recorded; 0 plays everything at once. */
  readonly speed: number;
  readonly engine: 'pglite' | 'postgres' | undefined;
  readonly help: boolean;
}

/** The command line cannot be understood. `message` is one clear line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Starts Nexus on this machine: database, API, mailbox, demo portal, simulated machines.

  npm start -- [options]

  --port N           port of the demo portal (8080)
  --api-port N       port of the API: REST, Auth, Storage, Realtime, functions, mailbox (54321)
  --data DIR         where everything is kept (.nexus/data)
  --reset            starts over with fresh demo data; what DIR held is gone
  --engine NAME      postgres (real PostgreSQL 17, the default where it can run) or pglite (Postgres in
                     this process); a data folder stays with the engine that made it
  --no-simulator     leaves the machines silent
  --replay FILE…     plays recorded CSV files, plain or .gz, instead of the simulator
  --speed N          times faster than recorded, 0 for everything at once (1)
  --json             prints one line of JSON when ready, and nothing else, on stdout
  --help             prints this

  npm start -- secrets list|set NAME|remove NAME [--data DIR]
                     what the vault holds, such as GOOGLE_GEMINI_KEY, while nothing runs on DIR; the value is
                     read from the terminal or from stdin, and never shown

  GOOGLE_GEMINI_KEY=… goes into the vault at the start, and stays there when it is no longer set.
  DATABASE_URL=postgres://… uses a PostgreSQL server of your own (15 or newer, as a superuser).

  Examples
    npm start
    npm start -- --replay recordings/*.csv.gz --speed 10
    npm start -- --port 3000 --data /tmp/nexus --engine pglite
`;

/**
 * Reads the command line.
 *
 * @throws UsageError
 */
export function readArgs(argv: readonly string[]): Args {
  const { values, positionals } = parse(gatherReplays(argv));
  const [unexpected] = positionals;
  if (unexpected !== undefined) throw new UsageError(`Unexpected argument ${unexpected}: see --help`);
  const { engine } = values;
  if (engine !== undefined && engine !== 'pglite' && engine !== 'postgres') {
    throw new UsageError(`--engine is pglite or postgres, not ${engine}`);
  }
  return {
    port: readNumber('--port', values.port, 8080, 65535),
    apiPort: readNumber('--api-port', values['api-port'], 54321, 65535),
    data: readFolder(values.data),
    reset: values.reset ?? false,
    json: values.json ?? false,
    simulator: !(values['no-simulator'] ?? false),
    replay: values.replay ?? [],
    speed: readNumber('--speed', values.speed, 1, 1e6),
    engine,
    help: values.help ?? false,
  };
}

/** A shell turns `--replay *.csv` into one option and many words: each of them is a file. */
function gatherReplays(argv: readonly string[]): string[] {
  const gathered: string[] = [];
  let isReplay = false;
  for (const word of argv) {
    if (word.startsWith('-')) isReplay = word === '--replay' || word.startsWith('--replay=');
    else if (isReplay && gathered.at(-1) !== '--replay') gathered.push('--replay');
    gathered.push(word);
    if (!word.startsWith('-') && gathered.at(-2) !== '--replay') isReplay = false;
  }
  return gathered;
}

// The return type is what parseArgs infers from the options below, and has no shorter name.
function parse(
  args: string[],
): ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>> {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const [line = ''] = error instanceof Error ? error.message.split(/\.?[\n]|\. /) : [];
    throw new UsageError(`${line}: see --help`);
  }
}

const OPTIONS = {
  port: { type: 'string' },
  'api-port': { type: 'string' },
  data: { type: 'string' },
  reset: { type: 'boolean' },
  json: { type: 'boolean' },
  'no-simulator': { type: 'boolean' },
  replay: { type: 'string', multiple: true },
  speed: { type: 'string' },
  engine: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function readFolder(text: string | undefined): string {
  // An empty name would mean the current folder, which is hardly ever meant: `--data $UNSET`.
  if (text?.trim() === '') throw new UsageError('--data is the name of a folder, not empty');
  return text ?? '.nexus/data';
}

function readNumber(option: string, text: string | undefined, standard: number, most: number): number {
  if (text === undefined) return standard;
  const value = Number(text);
  const isPort = most === 65535;
  if (text.trim() === '' || !(value >= 0 && value <= most) || (isPort && !Number.isInteger(value))) {
    throw new UsageError(`${option} is a number from 0 to ${most}, not ${text}`);
  }
  return value;
}
