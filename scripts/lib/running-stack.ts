import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The ready block that `npm start -- --json` prints. */
export interface ReadyBlock {
  ready: true;
  portal: string;
  api: string;
  mailbox: string;
  publishableKey: string;
  accounts: { email: string; password: string; role: string; tenant: string | null }[];
}

export interface RunningStack extends ReadyBlock {
  stop(): Promise<void>;
}

/** Starts the stack the way a person does, as its own process on free ports with a data folder of its own. */
export async function runStack(args: readonly string[] = []): Promise<RunningStack> {
  const data = await mkdtemp(join(tmpdir(), 'nexus-e2e-'));
  const child = spawn(
    process.execPath,
    [
      '--conditions=nexus-source',
      'packages/local/src/cli.ts',
      '--json',
      ...['--port', '0', '--api-port', '0', '--data', data],
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await new Promise<ReadyBlock>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) resolve(JSON.parse(text.slice(0, end)) as ReadyBlock);
    });
    child.once('exit', (code) => reject(new Error(`The stack ended with code ${code} before it was ready.`)));
  });
  return {
    ...ready,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      await rm(data, { recursive: true, force: true });
    },
  };
}
