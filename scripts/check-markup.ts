/**
 * Type-checks markup that the compiler itself does not read, or not with the types of this repository's React: templates
 * of Vue and Svelte, and React 18. What it does read is in packages/widgets/test-types, too, and checked with the rest.
 */
import { spawn } from 'node:child_process';

const CHECKS: readonly (readonly [string, ...string[]])[] = [
  ['vue-tsc', '--noEmit', '-p', 'packages/widgets/test-types/vue.tsconfig.json'],
  ['svelte-check', '--workspace', 'examples/svelte', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  ['tsc', '--noEmit', '-p', 'packages/widgets/test-types/react-18.tsconfig.json'],
];

for (const [command, ...args] of CHECKS) {
  const status = await new Promise<number | null>((resolve) => {
    spawn(command, args, { stdio: 'inherit' }).on('exit', resolve);
  });
  if (status !== 0) {
    console.error(`${command} ${args.join(' ')} found something.`);
    process.exitCode = 1;
  }
}
