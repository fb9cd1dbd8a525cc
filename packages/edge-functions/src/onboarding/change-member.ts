import type { MemberResponse } from '../contract/index.ts';
import type { Handler } from '../internal/deps.ts';
import { readBody } from '../internal/read-body.ts';
import { json } from '../internal/respond.ts';
import { asCaller, call } from '../internal/supabase.ts';
import { RemoveMember, SetRole } from './schemas.ts';

/** Removes a member as the caller may. What he is signed in with ends at once. */
export const removeMember: Handler = async (request, context) => {
  const { userId } = await readBody(request, RemoveMember);
  await call(asCaller(request, context), 'remove_member', { user_id: userId });
  const answer: MemberResponse = { userId, requestId: context.requestId };
  return json(context, 200, answer);
};

/** Gives a member a role and single rights as the caller may; what is missing stays. */
export const setRole: Handler = async (request, context) => {
  const { userId, role, permissions } = await readBody(request, SetRole);
  await call(asCaller(request, context), 'set_member', {
    user_id: userId,
    role: role ?? null,
    permissions: permissions ?? null,
  });
  const answer: MemberResponse = { userId, requestId: context.requestId };
  return json(context, 200, answer);
};
