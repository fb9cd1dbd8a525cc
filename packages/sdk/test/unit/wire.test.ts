import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clockOffset } from '../../src/data/supabase/clock-offset.ts';
import { parseFleet, parseReading } from '../../src/data/supabase/wire.ts';
import { parseLiveMessage } from '../../src/data/supabase/wire-live.ts';
import { parseMembership } from '../../src/data/supabase/wire-membership.ts';
import { mergeAnswer, outgoingBatch, parseRecordResult } from '../../src/data/supabase/wire-out.ts';
import { parseSeries } from '../../src/data/supabase/wire-series.ts';

const isServerError = (error: { code?: string; message: string }): boolean =>
  error.code === 'server_error' && error.message.includes('Could not understand');

const row = {
  id: 'm1',
  external_id: null,
  name: 'Pump 1',
  type: 'pump',
  status: 'idle',
  health_score: null,
  health_parts: [],
  grid_position_x: 1,
  grid_position_y: null,
  metadata: {},
  updated_at: '2026-01-01T10:00:00.123456+00:00',
  latest: { timestamp: '2026-01-01T11:00:00+01:00', vibration: 1.5, rpm: null },
};

describe('what the server sends', () => {
  it('becomes machines with one spelling of time, and without metrics that are absent', () => {
    const [machine] = parseFleet([row]);
    assert.equal(machine?.updatedAt, '2026-01-01T10:00:00.123Z');
    assert.deepEqual(machine?.latest, {
      machineId: 'm1',
      timestamp: '2026-01-01T10:00:00.000Z',
      vibration: 1.5,
    });
  });

  it('is a server_error when it looks otherwise', () => {
    assert.throws(() => parseFleet({}), isServerError);
    assert.throws(() => parseFleet([{ ...row, status: 'exploded' }]), isServerError);
    assert.throws(() => parseFleet([{ ...row, updated_at: 'yesterday' }]), isServerError);
    assert.throws(() => parseReading({ timestamp: '2026-01-01T00:00:00Z' }), isServerError);
    assert.throws(() => parseRecordResult({ stored: 1 }), isServerError);
    assert.throws(
      () => parseRecordResult({ stored: 1, duplicate: 1, duplicates: ['0'], refused: [] }),
      isServerError,
    );
    assert.throws(() => parseMembership({ user_id: 'u', role: 'king', tenant: {} }), isServerError);
    assert.throws(
      () =>
        parseSeries(
          {
            resolution: 'raw',
            source: 'telemetry',
            bucket_ms: 0,
            times: [1, 2],
            metrics: { rpm: { mean: [1], min: [1], max: [1] } },
          },
          'm',
        ),
      isServerError,
    );
    assert.throws(() => parseLiveMessage('machines', { change: 'explode', machines: [row] }), isServerError);
  });

  it('leaves out of a brand what is not what it should be', () => {
    const { tenant } = parseMembership({
      user_id: 'u',
      role: 'sales',
      permissions: ['machines.read', 'from.the.future', 7],
      tenant: {
        id: 't',
        name: 'T',
        slug: 't',
        plan_tier: 'Pro',
        status: 'Active',
        branding: {
          primaryColor: 'red; background: url(x)',
          accentColor: '#00aa11',
          logoUrl: 'javascript:alert(1)',
          radius: 5,
        },
      },
    });
    assert.deepEqual(tenant.brand, { accentColor: '#00aa11' });
  });

  it('says what the plan includes and on whom one acts; nothing of it when an older server does not tell', () => {
    const old = { user_id: 'u', role: 'sales', tenant: { id: 't', name: 'T', status: 'Active' } };
    const standing = (row: unknown): unknown[] => {
      const { features, isReseller, isPlatformAdmin } = parseMembership(row);
      return [features, isReseller, isPlatformAdmin];
    };
    assert.deepEqual(standing(old), [[], false, false]);
    const features = { sso: false, byok: true, white_label: true, newer: true, odd: 'yes' };
    assert.deepEqual(standing({ ...old, features, is_reseller: true, is_platform_admin: true }), [
      ['byok', 'white_label', 'newer'],
      true,
      true,
    ]);
    assert.throws(() => parseMembership({ ...old, features: ['byok'] }), isServerError);
  });

  it('tells of changed machines several at a time', () => {
    const event = parseLiveMessage('machines', { change: 'update', machines: [row, { ...row, id: 'm2' }] });
    assert.ok(event?.type === 'machines' && event.change === 'update');
    assert.deepEqual(
      event.machines.map(({ id }) => id),
      ['m1', 'm2'],
    );
    assert.deepEqual(parseLiveMessage('machines', { change: 'delete', machines: [{ id: 'm1' }] }), {
      type: 'machines',
      change: 'delete',
      machineIds: ['m1'],
    });
  });

  it('says why health is what it is beside the machine, or beside the reading of one read alone', () => {
    const part = { name: 'power', score: 61.5, reason: 'Energy.', at: '2026-01-01T11:00:00.5+01:00' };
    const { health_parts: _, ...alone } = { ...row, latest: { ...row.latest, health_parts: [part] } };
    const expected = [{ ...part, at: '2026-01-01T10:00:00.500Z' }];
    assert.deepEqual(parseFleet([alone])[0]?.healthParts, expected);
    assert.deepEqual(parseFleet([{ ...row, health_parts: [part] }])[0]?.healthParts, expected);
    assert.throws(() => parseFleet([{ ...row, health_parts: [{ ...part, at: 'soon' }] }]), isServerError);
  });

  it('takes parts of an older version, which say no time, as judged from the newest reading', () => {
    const parts = [
      { name: 'vibration', score: 70, reason: 'Old.' },
      { name: 'temperature', score: 90, reason: 'Old.', at: null },
    ];
    const read = '2026-01-01T10:00:00.000Z';
    const times = (of: { healthParts: readonly { at: string }[] } | undefined): string[] | undefined =>
      of?.healthParts.map(({ at }) => at);
    assert.deepEqual(times(parseFleet([{ ...row, health_parts: parts }])[0]), [read, read]);
    const { health_parts: _, ...alone } = { ...row, latest: { ...row.latest, health_parts: parts } };
    assert.deepEqual(times(parseFleet([alone])[0]), [read, read]);
    const silent = parseFleet([{ ...row, latest: null, health_parts: parts }])[0];
    assert.deepEqual(times(silent), ['2026-01-01T10:00:00.123Z', '2026-01-01T10:00:00.123Z']);
    const reading = {
      machine_id: 'm1',
      timestamp: read,
      vibration: 3,
      health_score: 70,
      health_parts: parts,
    };
    const event = parseLiveMessage('readings', { readings: [reading] });
    assert.ok(event?.type === 'readings');
    assert.deepEqual(times(event.readings[0]), [read, read]);
  });

  it('may be an event of a newer server, which is ignored', () => {
    assert.equal(parseLiveMessage('alarm', {}), null);
    assert.deepEqual(parseLiveMessage('tenant', {}), { type: 'tenant' });
  });
});

describe('clockOffset', () => {
  const at = Date.parse('2026-01-01T10:00:00Z');
  const aged = (age_ms: number | null) => ({ latest: { timestamp: '2026-01-01T10:00:00Z' }, age_ms });

  it('is what this clock says more than the reading and its age do', () => {
    assert.equal(clockOffset([aged(null), aged(2_000)], at + 602_000, at + 602_050), 600_050);
    assert.equal(clockOffset([aged(2_000)], at - 8_000, at - 7_990), -9_990);
  });

  it('is unknown from slow answers, future readings, and machines that never sent', () => {
    assert.equal(clockOffset([aged(2_000)], at, at + 6_000), null);
    assert.equal(clockOffset([aged(0), { latest: null, age_ms: null }, null], at, at), null);
    assert.equal(clockOffset({}, at, at), null);
  });
});

describe('parseSeries', () => {
  it('puts one gap where buckets are missing', () => {
    const series = parseSeries(
      {
        resolution: 'bucket',
        source: 'telemetry_hourly',
        bucket_ms: 1_000,
        times: [0, 1_000, 5_000],
        metrics: { rpm: { mean: [1, null, 3], min: [1, null, 3], max: [1, null, 3] } },
      },
      'm',
    );
    assert.equal(series.source, 'rollup');
    assert.deepEqual([...series.times], [0, 1_000, 2_000, 5_000]);
    assert.deepEqual([...(series.metrics.rpm?.mean ?? [])], [1, Number.NaN, Number.NaN, 3]);
  });

  it('tolerates raw readings that are late, up to twice the usual distance', () => {
    const values = [1, 2, 3, 4];
    const answer = {
      resolution: 'raw',
      source: 'telemetry',
      bucket_ms: 1_000,
      metrics: { rpm: { mean: values, min: values, max: values } },
    };
    assert.equal(parseSeries({ ...answer, times: [0, 1_000, 3_000, 4_000] }, 'm').times.length, 4);
    assert.equal(parseSeries({ ...answer, times: [0, 1_000, 3_001, 4_000] }, 'm').times.length, 5);
    assert.equal(parseSeries({ ...answer, bucket_ms: 0, times: [0, 1, 2, 900_000] }, 'm').times.length, 4);
  });
});

describe('what is sent', () => {
  it('holds back what JSON cannot say, and tells answers in positions of the batch', () => {
    const batch = outgoingBatch([
      { machineId: 'm', timestamp: 't0', rpm: Number.POSITIVE_INFINITY },
      { machineId: 'm', timestamp: 't1', rpm: 0 },
      { machineId: 'm', timestamp: 't2', vibration: Number.NaN },
      { machineId: 'm', timestamp: 't3', rpm: 3 },
    ]);
    assert.deepEqual(batch.rows, [
      { machine_id: 'm', timestamp: 't1', rpm: 0 },
      { machine_id: 'm', timestamp: 't3', rpm: 3 },
    ]);
    const refusal = { index: 1, code: 'unknown_machine', message: 'No.' };
    const result = mergeAnswer(batch, { stored: 0, duplicate: 1, duplicates: [0], refused: [refusal] });
    assert.deepEqual(result.duplicates, [1]);
    assert.deepEqual(
      result.refused.map(({ index, code }) => [index, code]),
      [
        [0, 'value_out_of_range'],
        [2, 'value_out_of_range'],
        [3, 'unknown_machine'],
      ],
    );
  });
});
