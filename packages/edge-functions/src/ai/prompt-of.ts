import type { AiTaskRequest } from '../contract/index.ts';

/** What the person asked, for tenants that keep prompts. */
export function promptOf(asked: AiTaskRequest): string | null {
  switch (asked.task) {
    case 'ask':
      return asked.messages.at(-1)?.text ?? null;
    case 'diagnose':
      return asked.complaint ?? null;
    case 'inspect':
      return asked.instructions ?? null;
    case 'summarise':
      return null;
  }
}
