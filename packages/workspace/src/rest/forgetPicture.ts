import type { SignedInMember } from '../accounts/sessions.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import { actorOf } from './endpoint.ts';
import type { RestParts } from './restParts.ts';

/** A picture of before goes, unless something else needs it, or it is one of the library. */
export async function forgetPicture(
  { assets }: Pick<RestParts['services'], 'assets'>,
  member: SignedInMember,
  picture: string | undefined,
): Promise<void> {
  if (picture === undefined) return;
  try {
    const { kind } = await assets.find(member.workspaceId, picture);
    if (kind === 'picture') await assets.remove(member.workspaceId, actorOf(member), picture);
  } catch (error) {
    if (!(error instanceof WorkspaceFailure)) throw error;
  }
}
