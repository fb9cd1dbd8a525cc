import * as v from 'valibot';
import type { DiagnoseRequest } from '../../contract/index.ts';
import type { Database } from '../../internal/supabase.ts';
import { instructionsFor } from '../instructions.ts';
import { type JsonSchema, objectSchema } from '../json-schema.ts';
import { talk, type Work } from '../look-up.ts';
import { requireMachine } from './require-machine.ts';
import { cite, citeEach, share, structured, words } from './structured.ts';
import type { TaskEnd } from './task.ts';

const SEVERITIES = ['normal', 'watch', 'act'] as const;
const URGENCIES = ['now', 'soon', 'planned'] as const;
const DAY_MS = 86_400_000;
const MOST = 10;

const statement = words(1_500);
const checked = v.object({
  summary: words(3_000),
  findings: v.pipe(v.array(v.object({ statement, severity: v.picklist(SEVERITIES) })), v.maxLength(MOST)),
  causes: v.pipe(v.array(v.object({ statement, confidence: share })), v.maxLength(MOST)),
  nextSteps: v.pipe(v.array(v.object({ statement, urgency: v.picklist(URGENCIES) })), v.maxLength(MOST)),
});

const list = (more: Record<string, JsonSchema>): JsonSchema => ({
  type: 'array',
  maxItems: MOST,
  items: objectSchema({ statement: { type: 'string' }, ...more }),
});

const told = objectSchema({
  summary: { type: 'string', description: 'Two or three sentences, with refs.' },
  findings: list({ severity: { type: 'string', enum: SEVERITIES } }),
  causes: list({ confidence: { type: 'number', minimum: 0, maximum: 1 } }),
  nextSteps: list({ urgency: { type: 'string', enum: URGENCIES } }),
});

/** @throws Refusal 404 for a machine that the caller does not see */
export const checkDiagnose = (asked: DiagnoseRequest, database: Database): Promise<void> =>
  requireMachine(asked.machineId, database);

/** Says what is wrong with one machine. */
export async function diagnose(asked: DiagnoseRequest, work: Work): Promise<TaskEnd> {
  const now = new Date();
  const instructions = instructionsFor('diagnose', asked.locale, now);
  const { machineId, complaint } = asked;
  const range = asked.range ?? {
    from: new Date(now.getTime() - DAY_MS).toISOString(),
    to: now.toISOString(),
  };
  const contents = [
    {
      role: 'user',
      parts: [
        { text: `Diagnose this machine: ${JSON.stringify({ machineId, range })}` },
        ...(complaint ? [{ text: `What the person has noticed: ${complaint}` }] : []),
      ],
    },
  ];
  await talk(work, instructions, contents);
  contents.push({ role: 'user', parts: [{ text: 'Give the result now. Every statement with its refs.' }] });
  const found = await structured(work, instructions, contents, { told, checked });
  const diagnosis = {
    summary: await cite(work, found.summary),
    findings: await citeEach(work, found.findings),
    causes: await citeEach(work, found.causes),
    nextSteps: await citeEach(work, found.nextSteps),
  };
  await work.send({ type: 'diagnosis', diagnosis });
  return { isCutShort: false };
}
