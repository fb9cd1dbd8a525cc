import type { BufferHandle } from '../buffer/buffer-handle.ts';
import { isNewer } from '../cache/apply-live.ts';
import type { Cache } from '../cache/cache.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { MachineList } from '../live/machine-list.ts';
import type { Reading } from '../types/index.ts';
import { deferred } from '../util/deferred.ts';
import { report } from '../util/report.ts';
import type { MachinesResource } from './machines-resource.ts';
import type { TelemetryResource } from './telemetry-resource.ts';

/** What machines measure. */
export function createTelemetryResource(
  cache: Cache,
  hub: LiveHub,
  machines: MachinesResource,
  list: MachineList,
  buffer: BufferHandle,
): TelemetryResource {
  const subscribeReadings: TelemetryResource['subscribe'] = ({ machineId } = {}, listener) => {
    const newest = new Map<string, Reading>();
    const tell = (reading: Reading): void => {
      if (machineId !== undefined && reading.machineId !== machineId) return;
      if (!isNewer(reading, newest.get(reading.machineId) ?? null)) return;
      newest.set(reading.machineId, reading);
      report(() => listener(reading));
    };
    const unsubscribeHub = hub.subscribe((event) => {
      if (event.type !== 'readings') return;
      for (const { healthScore: _score, healthParts: _parts, ...reading } of event.readings) tell(reading);
    });
    // The list is read again after every gap: what was newest then is told too, unless it was already.
    let isFirst = true;
    const unsubscribeList = list.subscribe((all) => {
      for (const { latest } of all) {
        if (!latest) continue;
        if (isFirst && !newest.has(latest.machineId)) newest.set(latest.machineId, latest);
        else tell(latest);
      }
      isFirst = all.length === 0;
      if (isFirst) newest.clear();
    });
    return () => {
      unsubscribeHub();
      unsubscribeList();
    };
  };
  const work = deferred(async () =>
    (await import('./telemetry-work.ts')).createTelemetryWork(cache, hub, subscribeReadings),
  );
  const records = deferred(async () =>
    (await import('./telemetry-records.ts')).createTelemetryRecords(cache, buffer),
  );
  return {
    record: (readings, options) => records.record(readings, options),
    send: (readings, options) => records.send(readings, options),
    latest: async (machineId, options) => {
      const { latest, freshness } = await machines.get(machineId, options);
      return latest === null ? null : { ...latest, freshness };
    },
    series: (params, options) => work.series(params, options),
    follow: (params, listener, options) => {
      let isStopped = false;
      const following = work.follow(params, (series) => isStopped || listener(series), options);
      following.catch((error: unknown) => report(() => options?.onError?.(error)));
      return () => {
        isStopped = true;
        following.then(
          (stop) => stop(),
          () => {},
        );
      };
    },
    csv: (params, options) => {
      let reading: Promise<ReadableStreamDefaultReader<Uint8Array>> | undefined;
      return new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            reading ??= records.csv(params, options).then((stream) => stream.getReader());
            const { done, value } = await (await reading).read();
            if (done) controller.close();
            else controller.enqueue(value);
          },
          cancel: async (reason) => (await reading)?.cancel(reason),
        },
        { highWaterMark: 0 },
      );
    },
    subscribe: subscribeReadings,
  };
}
