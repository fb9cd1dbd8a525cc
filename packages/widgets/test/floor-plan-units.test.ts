import type { Machine } from '@nexus-mfg/sdk';
import { expect } from 'chai';
import {
  centreOn,
  fitTo,
  holds,
  keepInSight,
  panBy,
  reveal,
  seenArea,
  zoomAbout,
} from '../src/floor-plan/camera.ts';
import { fieldSize, groupMachines } from '../src/floor-plan/clusters.ts';
import { planKey } from '../src/floor-plan/keys.ts';
import { labelsWithRoom, nameWidth } from '../src/floor-plan/labels.ts';
import { signOf, worstOf } from '../src/floor-plan/loudness.ts';
import { nearest } from '../src/floor-plan/nearest.ts';
import { placeMachines, samePlaces } from '../src/floor-plan/placement.ts';
import { PlanModel } from '../src/floor-plan/plan-model.ts';
import { machineAt } from './floor-plan-machines.ts';

const SIZE = { width: 400, height: 200 };
const AREA = { left: 0, top: 0, right: 10, bottom: 10 };
const LIMITS = { least: 5, most: 200 };
const LENGTHS = { mark: 30, distance: 44, exact: 38, font: 12 };

describe('Placement on a floor plan', () => {
  it('puts machines in the middle of their cell, row by row, and keeps the others apart', () => {
    const places = placeMachines([
      machineAt(3, 1),
      machineAt(null, null),
      machineAt(-2, 0),
      machineAt(1, null),
    ]);
    expect(places.placed).to.deep.equal([2, 0]);
    expect(places.unplaced).to.deep.equal([1, 3]);
    expect([places.x[0], places.y[0]]).to.deep.equal([3.5, 1.5]);
    expect(places.bounds).to.deep.equal({ left: -2, top: 0, right: 4, bottom: 2 });
    expect(places.crowd).to.equal(1);
  });

  it('spreads machines that share a cell over it', () => {
    const { x, y, crowd } = placeMachines([machineAt(0, 0), machineAt(0, 0), machineAt(0, 0)]);
    expect(crowd).to.equal(2);
    expect([...x]).to.deep.equal([0.25, 0.75, 0.25]);
    expect([...y]).to.deep.equal([0.25, 0.25, 0.75]);
  });

  it('knows the ends of the plan apart', () => {
    const { placed } = placeMachines([machineAt(0, 10_000), machineAt(0, -10_000), machineAt(1, -10_000)]);
    expect(placed).to.deep.equal([1, 2, 0]);
  });

  it('sees that a reading moves nobody', () => {
    const [a, b] = [machineAt(1, 1), machineAt(2, 2)];
    expect(samePlaces([a, b], [{ ...a, healthScore: 3 }, b])).to.equal(true);
    expect(samePlaces([a, b], [{ ...a, gridPositionX: 3 }, b])).to.equal(false);
    expect(samePlaces([a, b], [b, a])).to.equal(false);
    expect(samePlaces([a, b], [a])).to.equal(false);
  });
});

describe('Clusters on a floor plan', () => {
  it('gathers by fields that are as wide as a mark needs', () => {
    expect(fieldSize(50, 44, 1)).to.equal(1);
    expect(fieldSize(20, 44, 1)).to.equal(4);
    expect(fieldSize(40, 44, 1)).to.equal(2);
    expect(fieldSize(40, 44, 1, 38)).to.equal(1);
    expect(fieldSize(200, 44, 4)).to.equal(0.25);
    expect(fieldSize(100, 44, 4)).to.equal(0.5);
  });

  it('loses no machine and keeps marks apart at every zoom', () => {
    const machines = Array.from({ length: 900 }, (_, index) => machineAt(index % 30, Math.floor(index / 30)));
    const places = placeMachines(machines);
    for (const size of [1, 2, 8]) {
      const groups = groupMachines(places, size);
      expect(groups.reduce((sum, { members }) => sum + members.length, 0)).to.equal(900);
      let least = Number.POSITIVE_INFINITY;
      groups.forEach((a, index) => {
        for (const b of groups.slice(index + 1))
          least = Math.min(least, Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)));
      });
      expect(least).to.be.at.least(size * 0.6 - 1e-9);
    }
  });

  it('separates negative and positive cells', () => {
    const groups = groupMachines(placeMachines([machineAt(-1, 0), machineAt(0, 0)]), 2);
    expect(groups.map(({ members }) => members)).to.deep.equal([[0], [1]]);
  });

  it('shows the worst of them', () => {
    const calm = machineAt(0, 0);
    const off: Machine = { ...calm, status: 'offline' };
    const watch: Machine = { ...calm, healthScore: 60 };
    const act: Machine = { ...calm, healthScore: 20 };
    const fault: Machine = { ...calm, status: 'fault' };
    expect(worstOf([calm, off, watch, act, fault])).to.equal(fault);
    expect(worstOf([calm, off, watch, act])).to.equal(act);
    expect(worstOf([calm, off, watch])).to.equal(watch);
    expect(worstOf([calm, off])).to.equal(off);
    expect(worstOf([])).to.equal(undefined);
  });

  it('does not judge a machine in maintenance by the score it had', () => {
    expect(signOf({ ...machineAt(0, 0), status: 'maintenance', healthScore: 5 })).to.deep.equal({
      tone: 'none',
      badge: null,
    });
    expect(signOf({ ...machineAt(0, 0), healthScore: null })).to.deep.equal({ tone: 'none', badge: null });
    expect(signOf({ ...machineAt(0, 0), healthScore: 49 })).to.deep.equal({
      tone: 'critical',
      badge: 'critical',
    });
  });

  it('groups anew when somebody moves, not when somebody measures', () => {
    const model = new PlanModel();
    const machines = [machineAt(0, 0), machineAt(1, 0)];
    expect(model.take(machines)).to.equal(true);
    const groups = model.groups(50, LENGTHS);
    expect(model.take(machines.map((machine) => ({ ...machine, healthScore: 1 })))).to.equal(false);
    expect(model.groups(55, LENGTHS)).to.equal(groups);
    expect(model.groups(20, LENGTHS)).to.have.length(1);
    expect(model.groupOf(machines[1]?.id ?? '')?.members).to.deep.equal([0, 1]);
    expect(model.take(machines.slice(1))).to.equal(true);
    expect(model.groups(50, LENGTHS)).to.have.length(1);
  });
});

describe('Camera of a floor plan', () => {
  it('fits an area into the middle', () => {
    const camera = fitTo(AREA, SIZE);
    expect(camera.scale).to.be.closeTo((200 - 72) / 10, 1e-9);
    const seen = seenArea(camera, SIZE);
    expect((seen.left + seen.right) / 2).to.be.closeTo(5, 1e-9);
    expect(holds(seen, AREA, camera.scale)).to.equal(true);
  });

  it('does not blow one machine up', () => {
    expect(fitTo({ left: 0, top: 0, right: 1, bottom: 1 }, { width: 2000, height: 2000 }).scale).to.equal(
      112,
    );
  });

  it('keeps the point under the pointer where it is while it zooms', () => {
    const camera = { scale: 20, x: 3, y: -2 };
    for (const factor of [2, 0.5, 1000, 0.0001]) {
      const zoomed = zoomAbout(camera, factor, 130, 70, LIMITS);
      expect(zoomed.x + 130 / zoomed.scale).to.be.closeTo(3 + 130 / 20, 1e-9);
      expect(zoomed.y + 70 / zoomed.scale).to.be.closeTo(-2 + 70 / 20, 1e-9);
      expect(zoomed.scale).to.be.within(LIMITS.least, LIMITS.most);
    }
  });

  it('moves by px whatever the zoom', () => {
    expect(panBy({ scale: 20, x: 0, y: 0 }, 40, -10)).to.deep.equal({ scale: 20, x: 2, y: -0.5 });
  });

  it('never loses the plan', () => {
    const far = keepInSight({ scale: 20, x: 5000, y: -5000 }, AREA, SIZE);
    const seen = seenArea(far, SIZE);
    expect(seen.left).to.be.below(AREA.right);
    expect(seen.bottom).to.be.above(AREA.top);
  });

  it('moves no farther than it takes to show a point', () => {
    const camera = centreOn(5, 5, 20, SIZE);
    expect(reveal(camera, 5, 5, SIZE, 20)).to.deep.equal(camera);
    const moved = reveal(camera, 30, 5, SIZE, 20);
    expect(moved.y).to.equal(camera.y);
    expect(moved.x + SIZE.width / 20 - 1).to.be.closeTo(30, 1e-9);
  });
});

describe('Steps by key on a floor plan', () => {
  const at = (x: number, y: number): { x: number; y: number } => ({ x, y });

  it('goes straight ahead rather than aside', () => {
    const ahead = at(5, 0);
    const near = at(1, 3);
    expect(nearest([near, ahead], at(0, 0), 'right')).to.equal(ahead);
    expect(nearest([near, ahead], at(0, 0), 'down')).to.equal(near);
  });

  it('takes what is aside when nothing is ahead, and nothing when there is nothing', () => {
    const aside = at(1, 9);
    expect(nearest([aside, at(0, 0)], at(0, 0), 'right')).to.equal(aside);
    expect(nearest([aside], at(0, 0), 'left')).to.equal(undefined);
    expect(nearest([aside], at(0, 0), 'up')).to.equal(undefined);
  });

  it('leaves keys with a modifier to the page, but for shift', () => {
    const key = (name: string, more: KeyboardEventInit = {}): unknown =>
      planKey(new KeyboardEvent('keydown', { key: name, ...more }));
    expect(key('ArrowLeft')).to.deep.equal({ kind: 'step', direction: 'left' });
    expect(key('ArrowUp', { shiftKey: true })).to.deep.equal({ kind: 'pan', dx: 0, dy: -96 });
    expect(key('ArrowLeft', { altKey: true })).to.equal(undefined);
    expect(key('0', { ctrlKey: true })).to.equal(undefined);
    expect(key('0')).to.deep.equal({ kind: 'fit' });
    expect(key('End')).to.deep.equal({ kind: 'edge', at: -1 });
    expect(key('a')).to.equal(undefined);
  });
});

describe('Names on a floor plan', () => {
  const sizes = { mark: 30, height: 16, gap: 2 };

  it('gives room to the first of two that overlap', () => {
    const wishes = [
      { x: 0, y: 0, width: 80 },
      { x: 60, y: 0, width: 80 },
      { x: 120, y: 0, width: 80 },
    ];
    expect([...labelsWithRoom(wishes, sizes)]).to.deep.equal([0, 2]);
  });

  it('covers no other mark', () => {
    const wishes = [
      { x: 0, y: 0, width: 40 },
      { x: 0, y: 36, width: 0 },
    ];
    expect(labelsWithRoom(wishes, sizes).size).to.equal(0);
  });

  it('sees overlaps across the borders of its squares', () => {
    const wishes = [
      { x: 120, y: 0, width: 60 },
      { x: 160, y: 0, width: 60 },
    ];
    expect([...labelsWithRoom(wishes, sizes)]).to.deep.equal([0]);
  });

  it('takes wide scripts for wide, and long names for cut', () => {
    expect(nameWidth('漢字', 12)).to.be.above(nameWidth('ab', 12));
    expect(nameWidth('x'.repeat(60), 12)).to.equal(132);
  });

  it('gives the selected machine its name first', () => {
    const model = new PlanModel();
    const machines = [machineAt(0, 0, 'A machine with a name'), machineAt(1, 0, 'Another with a name')];
    model.take(machines);
    const groups = model.groups(50, LENGTHS);
    expect([...model.labels(50, LENGTHS, '', AREA)]).to.deep.equal([groups[0]]);
    expect([...model.labels(50, LENGTHS, machines[1]?.id ?? '', AREA)]).to.deep.equal([groups[1]]);
  });
});
