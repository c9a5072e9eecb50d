import { useState } from 'react';
import { hasRight } from '@atrium/world';
import type { DrawnWorldSpace } from '@atrium/world';
import { WorldVersions } from '../../account/admin/WorldVersions.tsx';
import { AccountFailure } from '../../account/accountApi.ts';
import { Problem } from '../../account/parts/Problem.tsx';
import { useAccountApi, useDoing } from '../../account/useAccountApi.ts';
import { openWorldFile } from '../../app/openWorldFile.ts';
import { useServices } from '../../app/useServices.ts';
import { Panel } from '../panels/Panel.tsx';
import { useBuildStrings } from './buildStrings.ts';

interface VersionsPanelProps {
  readonly worldId: string;
  readonly worldName: string;
  readonly currentVersion: number;
  /** Shows a version in the picture. */
  readonly onLook: (number: number, space: DrawnWorldSpace) => void;
  /** An older version is the current one now. */
  readonly onRestored: () => void;
  readonly onClose: () => void;
}

/** All versions of the World that is edited, beside the plan. */
export function VersionsPanel(props: VersionsPanelProps) {
  const { worldId, worldName, currentVersion, onLook, onRestored, onClose } = props;
  const { versions: words } = useBuildStrings();
  const { signIn } = useServices();
  const api = useAccountApi();
  const { run, problem } = useDoing();
  const [changes, setChanges] = useState(0);
  const [isCopied, setCopied] = useState(false);
  const account = signIn.account;
  const look = (number: number) =>
    void run(async () => {
      const file = await api.send(
        'GET',
        `/managed-worlds/${encodeURIComponent(worldId)}/versions/${number}/file`,
      );
      const space = openWorldFile(new Uint8Array(await file.arrayBuffer()));
      if (space === undefined) throw new AccountFailure('world_invalid', words.unreadable);
      onLook(number, space);
    });
  return (
    <div
      className="contents"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Panel title={words.title} onClose={onClose}>
        <div className="scroll-slim min-h-0 flex-1 overflow-y-auto p-1.5">
          <Problem text={problem} />
          <p role="status" className="text-body">
            {isCopied && words.copied}
          </p>
          <WorldVersions
            key={`${currentVersion} ${changes}`}
            world={{ worldId, name: worldName, currentVersion }}
            mayManage={account !== undefined && hasRight(account.role, 'manageWorlds')}
            onLook={look}
            onChanged={(isRestored) => {
              setChanges(changes + 1);
              setCopied(!isRestored);
              if (isRestored) onRestored();
            }}
          />
        </div>
      </Panel>
    </div>
  );
}
