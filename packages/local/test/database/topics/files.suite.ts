import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MEMBERS_A, OUTSIDERS, TENANT_A, TENANT_B } from '../support/actors.ts';
import { inWorld, type World } from '../support/world.ts';

const BUCKETS = {
  documents: { readers: MEMBERS_A, writers: ['adminA', 'maintenanceA', 'salesA'] },
  'quality-images': { readers: ['adminA', 'maintenanceA', 'ceoA'], writers: ['adminA', 'maintenanceA'] },
} as const;

const put = (bucket: string, name: string): string =>
  `insert into storage.objects (bucket_id, name) values ('${bucket}', '${name}')`;

async function filed(world: World, bucket: string): Promise<void> {
  await world.owner(put(bucket, `${TENANT_A}/a.pdf`));
  await world.owner(put(bucket, `${TENANT_B}/b.pdf`));
}

for (const [bucket, { readers, writers }] of Object.entries(BUCKETS)) {
  describe(`bucket ${bucket}`, () => {
    const own = `${TENANT_A}/dir/new.pdf`;
    for (const member of MEMBERS_A) {
      const reads = (readers as readonly string[]).includes(member);
      const writes = (writers as readonly string[]).includes(member);

      it(`${member} ${reads ? 'reads' : 'does not read'} the own files, never the other tenant's`, () =>
        inWorld(async (world) => {
          await filed(world, bucket);
          const rows = await world.as(member, 'select name from storage.objects');
          assert.deepEqual(rows, reads ? [{ name: `${TENANT_A}/a.pdf` }] : []);
        }));
      it(`${member} ${writes ? 'adds' : 'does not add'} files, into the own folder only`, () =>
        inWorld(async (world) => {
          if (writes) await world.as(member, put(bucket, own));
          else await world.refused('42501', member, put(bucket, own));
          await world.refused('42501', member, put(bucket, `${TENANT_B}/new.pdf`));
          await world.refused('42501', member, put(bucket, 'new.pdf'));
        }));
      it(`${member} ${writes ? 'moves' : 'does not move'} files, never to another tenant`, () =>
        inWorld(async (world) => {
          await filed(world, bucket);
          const move = (to: string): string =>
            `update storage.objects set name = '${to}' where name = '${TENANT_A}/a.pdf' returning id`;
          if (writes && reads) {
            assert.equal((await world.as(member, move(own))).length, 1);
            await filed(world, `${bucket === 'documents' ? 'quality-images' : 'documents'}`);
            await world.refused(
              '42501',
              member,
              `update storage.objects set name = '${TENANT_B}/stolen.pdf'`,
            );
            await world.refused('42501', member, `update storage.objects set bucket_id = 'elsewhere'`);
          } else await world.nothing(member, move(own));
          await world.nothing(
            member,
            `update storage.objects set metadata = '{}' where name like '${TENANT_B}%' returning id`,
          );
        }));
      it(`${member} ${writes && reads ? 'removes' : 'does not remove'} files, of the own tenant only`, () =>
        inWorld(async (world) => {
          await filed(world, bucket);
          await world.as(member, `delete from storage.objects where bucket_id = '${bucket}'`);
          const rows = await world.owner('select name from storage.objects order by name');
          const left = [{ name: `${TENANT_B}/b.pdf` }];
          assert.deepEqual(rows, writes ? left : [{ name: `${TENANT_A}/a.pdf` }, ...left]);
        }));
    }
    for (const outsider of [...OUTSIDERS, 'anon', 'adminB'] as const) {
      it(`${outsider} neither reads, adds, moves nor removes files of A`, () =>
        inWorld(async (world) => {
          await world.owner(put(bucket, `${TENANT_A}/a.pdf`));
          await world.nothing(outsider, 'select name from storage.objects');
          await world.refused('42501', outsider, put(bucket, own));
          await world.nothing(outsider, `update storage.objects set name = 'x' returning id`);
          await world.nothing(outsider, 'delete from storage.objects returning id');
        }));
    }
    it('is private, bounded in size and type', () =>
      inWorld(async (world) => {
        const rows = await world.owner<{ limited: boolean }>(
          `select not public and file_size_limit <= 52428800 and cardinality(allowed_mime_types) > 0
             and not allowed_mime_types && array['text/html', 'image/svg+xml', 'application/javascript'] as limited
           from storage.buckets where id = $1`,
          [bucket],
        );
        assert.deepEqual(rows, [{ limited: true }]);
      }));
  });
}

describe('paths', () => {
  const tricks = [
    `${TENANT_A}/../${TENANT_B}/x.pdf`,
    `${TENANT_A}/..`,
    `${TENANT_A}/./x.pdf`,
    `${TENANT_A}//x.pdf`,
    `${TENANT_A}/`,
    TENANT_A,
    `/${TENANT_A}/x.pdf`,
    `${TENANT_A}x/x.pdf`,
    `${TENANT_A.toUpperCase()}/x.pdf`,
    `${TENANT_A}/a\\..\\x.pdf`,
    `${TENANT_A}/a\nb.pdf`,
    `./${TENANT_A}/x.pdf`,
    `x/${TENANT_A}/x.pdf`,
    '',
    `${TENANT_A}/${'x'.repeat(1100)}`,
  ];
  for (const name of tricks) {
    it(`refuses ${JSON.stringify(name.slice(0, 90))}`, () =>
      inWorld((world) => world.refused('42501', 'adminA', put('documents', name))));
  }
  for (const name of [`${TENANT_A}/a b/ü (1)..final.pdf`, `${TENANT_A}/.hidden`, `${TENANT_A}/a...b/c`]) {
    it(`takes ${JSON.stringify(name)}`, () =>
      inWorld(async (world) => {
        await world.as('adminA', put('documents', name));
      }));
  }
  it('opens no other bucket, and makes none', () =>
    inWorld(async (world) => {
      await world.owner(`insert into storage.buckets (id, name) values ('other', 'other')`);
      await world.refused('42501', 'adminA', put('other', `${TENANT_A}/x.pdf`));
      await world.refused(
        '42501',
        'adminA',
        `insert into storage.buckets (id, name, public) values ('mine', 'mine', true)`,
      );
      await world.nothing('adminA', `update storage.buckets set public = true returning id`);
    }));
});
