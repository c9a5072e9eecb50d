import type { Editor } from '../../build/editor.ts';
import type { BarDoings, PlanLook } from './BuildBar.tsx';
import { useBuildStrings } from './buildStrings.ts';
import type { Command } from './Finder.tsx';

/** What the bar across the top does, for those who find it by typing. */
export function useCommands(editor: Editor, look: PlanLook, doings: BarDoings): readonly Command[] {
  const strings = useBuildStrings();
  const { finder, wallsShown, inspector } = strings;
  const command = (label: string, run: () => void): Command => ({
    key: `command ${label}`,
    label,
    note: finder.command,
    run,
  });
  return [
    command(strings.walk.start, doings.walk),
    command(strings.problems.title, doings.problems),
    command(strings.versions.title, doings.versions),
    command(strings.toPublish, doings.publish),
    command(strings.done, doings.done),
    command(strings.undo, () => editor.undo()),
    command(strings.redo, () => editor.redo()),
    command(finder.duplicate, () => editor.duplicate()),
    command(inspector.turn, () => editor.turn(1)),
    command(inspector.erase, () => editor.erase()),
    command(finder.selectAll, () => editor.selectAll()),
    command(wallsShown.cut, () => doings.look({ walls: 'full' })),
    command(wallsShown.full, () => doings.look({ walls: 'plan' })),
    command(wallsShown.plan, () => doings.look({ walls: 'cut' })),
    command(strings.zones, () => doings.look({ showsZones: !look.showsZones })),
  ];
}
