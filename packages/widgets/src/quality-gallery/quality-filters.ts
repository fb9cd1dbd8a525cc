import { html, type TemplateResult } from 'lit';
import { machineFilter, searchField, wordFilter } from '../files/filters.ts';
import type { Words } from '../locale/words.ts';
import { qualityMessages } from './messages.ts';
import { RESULTS, type ResultName } from './result.ts';
import type { TimeChoice } from './time-choice.ts';

export interface FiltersModel {
  search: string;
  machineId: string;
  machines: ReadonlyMap<string, string>;
  result: ResultName | '';
  time: TimeChoice;
  /** Whether the neighbours look at a range of time. */
  hasShared: boolean;
  onSearch: (search: string) => void;
  onMachine: (machineId: string) => void;
  onResult: (result: ResultName | '') => void;
  onTime: (time: TimeChoice) => void;
}

const TIMES: readonly Exclude<TimeChoice, '' | 'shared'>[] = ['day', 'week', 'month'];

/** Search and filters. */
export function qualityFilters(words: Words, model: FiltersModel): TemplateResult {
  const say = (key: keyof typeof qualityMessages.english): string => words.text(qualityMessages, key);
  const option = (key: ResultName | Exclude<TimeChoice, ''>): [string, string] => [key, say(key)];
  const times: [string, string][] = [['', say('allTimes')], ...TIMES.map(option)];
  if (model.hasShared) times.push(option('shared'));
  return html`${searchField(words, model.search, model.onSearch)}
    ${wordFilter(say('resultFilter'), 'result', [['', say('allResults')], ...RESULTS.map(option)], model.result, (result) => model.onResult(result as ResultName | ''))}
    ${machineFilter(words, model.machines, model.machineId, model.onMachine)}
    ${wordFilter(say('timeFilter'), 'time', times, model.time, (time) => model.onTime(time as TimeChoice))}`;
}
