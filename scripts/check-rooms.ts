// Holds the house rules that no other tool knows: small rooms, no left-overs.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const SOURCE_CEILING = 350;
const TEST_CEILING = 600;
const LEFT_OVER = /\b(?:it|test|describe)\.only\b|\b(?:TODO|FIXME|XXX)\b|@ts-(?:ignore|nocheck)/;

const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', '*.ts', '*.mjs', '*.cjs', '*.sql', '*.css'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter(
    (file) =>
      file !== '' &&
      // What is made by a program is as long as it has to be.
      !/database\.types\.ts$|widgets\/types\/elements\.d\.ts$/.test(file) &&
      file !== 'scripts/check-rooms.ts',
  )
  // Deleted, and not committed yet.
  .filter((file) => existsSync(file));

const findings: string[] = [];
for (const file of files) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const ceiling = /\/(?:test|e2e)\//.test(file) ? TEST_CEILING : SOURCE_CEILING;
  if (lines.length > ceiling)
    findings.push(`${file}: ${lines.length} lines, at most ${ceiling}: split it by topic`);
  lines.forEach((line, index) => {
    if (LEFT_OVER.test(line)) findings.push(`${file}:${index + 1}: left-over: ${line.trim().slice(0, 100)}`);
  });
}
for (const finding of findings) console.error(finding);
if (findings.length > 0) process.exit(1);
