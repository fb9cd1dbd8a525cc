import { type Nexus, nexusQueries } from '@nexus-mfg/sdk';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { MachineDetail } from './machine-detail.tsx';
import { useObservable } from './use-observable.ts';

/** What the page is given. */
export interface AppProps {
  nexus: Nexus;
  /** Pulls the simulated network cable. */
  setOffline: (isOffline: boolean) => void;
}

export function App({ nexus, setOffline }: AppProps): ReactElement {
  const session = useObservable(nexus.session.current);
  const { state } = useObservable(nexus.connection);
  const { pendingEdits } = useObservable(nexus.buffer.status);
  const [selected, setSelected] = useState<string | null>(null);

  // One listener keeps the live channel open; what it brings is written into the query client.
  useEffect(() => nexus.machines.subscribe(() => {}), [nexus]);
  const { data: membership } = useQuery(nexusQueries(nexus).membership());
  const { data: machines, error } = useQuery(nexusQueries(nexus, membership).machines());

  if (session === null) return <p>Nobody is signed in.</p>;
  if (error) return <p role="alert">{error.message}</p>;
  if (!membership || !machines) return <p>Loading…</p>;
  return (
    <>
      <h1>{membership.tenant.name}</h1>
      <p>
        <label>
          <input type="checkbox" onChange={(event) => setOffline(event.target.checked)} /> Pull the cable
        </label>
        <output>
          {state}, {pendingEdits} waiting
        </output>
      </p>
      <main>
        <ul>
          {machines.map(({ id, name, healthScore, freshness }) => (
            <li key={id}>
              <button type="button" aria-pressed={id === selected} onClick={() => setSelected(id)}>
                <span>{name}</span>
                <span>
                  {healthScore ?? '–'} {freshness}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {selected && <MachineDetail key={selected} nexus={nexus} membership={membership} id={selected} />}
      </main>
    </>
  );
}
