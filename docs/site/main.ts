// What moves on the documentation's pages: the menu of small screens, and the states of an element, live.
import { startMenu } from './menu.ts';

startMenu();
const stage = document.querySelector<HTMLElement>('[data-element]');
// Pages without an element load no element.
if (stage) void import('./stage.ts').then(({ startStage }) => startStage(stage));
