/**
 * Whose eyes the World is seen with: the id of a Zone for the people in it, or an editor's, to whom all is lit and all
 * walls stand full or are cut to kerbs. Ids of Zones begin with a letter or digit.
 */
export type Viewpoint = string;
export const editorViewpoints = { full: '*full', cut: '*cut' } as const;
export type EditorWalls = keyof typeof editorViewpoints;

export function isEditorViewpoint(viewpoint: Viewpoint): boolean {
  return viewpoint.startsWith('*');
}
