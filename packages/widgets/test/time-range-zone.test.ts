import { expect } from 'chai';
import { epochOf, isZone, offsetAt, offsetText, wallTimeOf } from '../src/time-range/zone-time.ts';

function wall(text: string): Parameters<typeof epochOf>[0] {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute };
}

describe('clock time of a zone', () => {
  for (const [zone, text, utc] of [
    ['Europe/Berlin', '2026-01-15 12:00', '2026-01-15T11:00Z'],
    ['Europe/Berlin', '2026-07-15 12:00', '2026-07-15T10:00Z'],
    ['America/New_York', '2026-01-15 12:00', '2026-01-15T17:00Z'],
    ['Australia/Lord_Howe', '2026-01-15 12:00', '2026-01-15T01:00Z'],
    ['Australia/Lord_Howe', '2026-07-15 12:00', '2026-07-15T01:30Z'],
    ['Asia/Kolkata', '2026-03-29 02:30', '2026-03-28T21:00Z'],
    ['UTC', '2026-03-29 02:30', '2026-03-29T02:30Z'],
    // Beside the changes of the clock, where a guess of the offset goes wrong first.
    ['Europe/Berlin', '2026-03-29 01:59', '2026-03-29T00:59Z'],
    ['Europe/Berlin', '2026-03-29 03:00', '2026-03-29T01:00Z'],
    ['America/New_York', '2026-11-01 00:59', '2026-11-01T04:59Z'],
    ['America/New_York', '2026-11-01 02:00', '2026-11-01T07:00Z'],
  ] as const)
    it(`finds ${text} in ${zone}`, () => {
      expect(epochOf(wall(text), zone, 'first')).to.deep.equal({ at: Date.parse(utc), fit: 'once' });
      expect(wallTimeOf(Date.parse(utc), zone)).to.deep.equal(wall(text));
    });

  for (const [zone, text, utc] of [
    ['Europe/Berlin', '2026-03-29 02:30', '2026-03-29T01:30Z'],
    ['America/New_York', '2026-03-08 02:30', '2026-03-08T07:30Z'],
    // Half an hour only: 02:10 becomes 02:40.
    ['Australia/Lord_Howe', '2026-10-04 02:10', '2026-10-03T15:40Z'],
  ] as const)
    it(`moves ${text}, which ${zone} leaves out, on by as much as the clocks are`, () => {
      for (const occurrence of ['first', 'second'] as const)
        expect(epochOf(wall(text), zone, occurrence)).to.deep.equal({ at: Date.parse(utc), fit: 'never' });
    });

  for (const [zone, text, first, second] of [
    ['Europe/Berlin', '2026-10-25 02:30', '2026-10-25T00:30Z', '2026-10-25T01:30Z'],
    ['America/New_York', '2026-11-01 01:30', '2026-11-01T05:30Z', '2026-11-01T06:30Z'],
    ['Australia/Lord_Howe', '2026-04-05 01:40', '2026-04-04T14:40Z', '2026-04-04T15:10Z'],
  ] as const)
    it(`takes the first or the second ${text} of ${zone}`, () => {
      expect(epochOf(wall(text), zone, 'first')).to.deep.equal({ at: Date.parse(first), fit: 'twice' });
      expect(epochOf(wall(text), zone, 'second')).to.deep.equal({ at: Date.parse(second), fit: 'twice' });
      for (const at of [first, second]) expect(wallTimeOf(Date.parse(at), zone)).to.deep.equal(wall(text));
    });

  it('writes what clocks are ahead, also by half hours and behind', () => {
    const at = Date.parse('2026-01-15T12:00Z');
    expect(offsetText(at, 'Asia/Kolkata')).to.equal('UTC+05:30');
    expect(offsetText(at, 'America/New_York')).to.equal('UTC−05:00');
    expect(offsetText(at, 'UTC')).to.equal('UTC+00:00');
  });

  it('knows the zone of the device as the empty one, and which zones there are not', () => {
    const at = Date.parse('2026-07-15T12:00Z');
    expect(offsetAt(at, '')).to.equal(-new Date(at).getTimezoneOffset() * 60_000);
    expect(isZone('')).to.equal(true);
    expect(isZone('Europe/Atlantis')).to.equal(false);
  });
});
