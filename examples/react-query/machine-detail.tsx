import { type Membership, type Nexus, nexusQueries } from '@nexus-mfg/sdk';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';

/** Which machine to show, and for whom. */
export interface MachineDetailProps {
  nexus: Nexus;
  membership: Membership;
  id: string;
}

export function MachineDetail({ nexus, membership, id }: MachineDetailProps): ReactElement {
  const { data: machine, error } = useQuery(nexusQueries(nexus, membership).machine(id));
  // Without network it resolves as well: the edit waits in the outbox, and list and detail show it as `buffered`.
  const rename = useMutation({
    mutationFn: (name: string) => nexus.machines.update(id, { name }),
    networkMode: 'always',
  });

  if (error) return <p role="alert">{error.message}</p>;
  if (!machine) return <p>Loading…</p>;
  const { name, latest, healthParts, freshness } = machine;
  return (
    <section aria-label="Machine">
      <h2>{name}</h2>
      <dl>
        <dt>Vibration</dt>
        <dd>{latest?.vibration?.toFixed(2) ?? '–'} mm/s</dd>
        <dt>Temperature</dt>
        <dd>{latest?.temperature?.toFixed(1) ?? '–'} °C</dd>
        <dt>Freshness</dt>
        <dd>{freshness}</dd>
      </dl>
      <ul>
        {healthParts.map((part) => (
          <li key={part.name}>{part.reason}</li>
        ))}
      </ul>
      <form action={(form: FormData) => rename.mutate(String(form.get('name')))}>
        <label>
          Name <input name="name" defaultValue={name} required />
        </label>
        <button type="submit">Rename</button>
      </form>
      {rename.error && <p role="alert">{rename.error.message}</p>}
    </section>
  );
}
