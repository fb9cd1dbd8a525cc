import type { connectionMessages } from '../connection-status/messages.ts';
import type { documentsMessages } from '../document-library/messages.ts';
import type { machineMessages } from '../drawing/messages.ts';
import type { ageMessages, reasonMessages } from '../drawing/reason-messages.ts';
import type { filesMessages } from '../files/messages.ts';
import type { fleetMessages } from '../fleet-summary/messages.ts';
import type { floorPlanMessages } from '../floor-plan/messages.ts';
import type { gaugeMessages } from '../health-gauge/messages.ts';
import type { detailMessages } from '../machine-detail/messages.ts';
import type { extrasMessages } from '../machine-grid/extras-messages.ts';
import type { gridMessages } from '../machine-grid/messages.ts';
import type { newsMessages } from '../machine-grid/news-messages.ts';
import type { qualityMessages } from '../quality-gallery/messages.ts';
import type { signInMessages } from '../sign-in/messages.ts';
import type { chartMessages } from '../telemetry-chart/messages.ts';
import type { formerMessages, menuMessages, notesMessages } from '../telemetry-chart/part-messages.ts';
import type { timeRangeMessages } from '../time-range/messages.ts';
import type { rangePanelMessages } from '../time-range/panel-messages.ts';
import type { userMenuMessages } from '../user-menu/messages.ts';
import type { wallMessages } from '../wall-display/messages.ts';
import type { commonMessages } from './common-messages.ts';
import type { MessageGroup, Messages, Translation } from './message-group.ts';

type Of<G> = G extends MessageGroup<infer M extends Messages> ? Translation<M> : never;

/** Everything a language has to say, by group and key. What is left out is said in English. */
export type LocaleMessages = {
  readonly common: Of<typeof commonMessages>;
  readonly machine: Of<typeof machineMessages> & Of<typeof ageMessages>;
  readonly 'machine-grid': Of<typeof gridMessages> & Of<typeof extrasMessages> & Of<typeof newsMessages>;
  readonly 'floor-plan': Of<typeof floorPlanMessages>;
  readonly 'health-gauge': Of<typeof gaugeMessages>;
  readonly 'health-reason': Of<typeof reasonMessages>;
  readonly 'telemetry-chart': Of<typeof chartMessages> &
    Of<typeof menuMessages> &
    Of<typeof notesMessages> &
    Of<typeof formerMessages>;
  readonly 'time-range': Of<typeof timeRangeMessages> & Of<typeof rangePanelMessages>;
  readonly 'machine-detail': Of<typeof detailMessages>;
  readonly 'fleet-summary': Of<typeof fleetMessages>;
  readonly 'connection-status': Of<typeof connectionMessages>;
  readonly 'sign-in': Of<typeof signInMessages>;
  readonly 'user-menu': Of<typeof userMenuMessages>;
  readonly files: Of<typeof filesMessages>;
  readonly 'document-library': Of<typeof documentsMessages>;
  readonly 'quality-gallery': Of<typeof qualityMessages>;
  readonly 'wall-display': Of<typeof wallMessages>;
};
