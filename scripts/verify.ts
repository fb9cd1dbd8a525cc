// `npm run verify`: what a reviewer would run: what a release needs (build), and every test.
import { spawnSync } from 'node:child_process';

const STEPS: readonly (readonly string[])[] = [['run', 'build'], ['test']];

for (const step of STEPS) {
  console.log(`\n▶ npm ${step.join(' ')}`);
  const { status } = spawnSync('npm', step, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
