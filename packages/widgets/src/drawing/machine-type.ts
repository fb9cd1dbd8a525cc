import type { MachineType } from '@nexus-mfg/sdk';
import type { Words } from '../locale/words.ts';
import { machineMessages } from './messages.ts';

const KEYS: Readonly<Record<string, 'cncMill' | 'press' | 'pump' | 'robot' | 'compressor'>> = {
  cnc_mill: 'cncMill',
  press: 'press',
  pump: 'pump',
  robot: 'robot',
  compressor: 'compressor',
};

/** Word for a kind of machine. One that the tenant made up is its own word. */
export function typeWord(words: Words, type: MachineType): string {
  const key = Object.hasOwn(KEYS, type) ? KEYS[type] : undefined;
  return key === undefined ? type.replaceAll('_', ' ') : words.text(machineMessages, key);
}
