export * from './collision/blocker.ts';
export * from './collision/collisionGrid.ts';
export * from './collision/sweepCircle.ts';
export * from './doors/doorAccess.ts';
export * from './doors/gate.ts';
export { applyEdit, type AppliedEdit } from './edit/applyEdit.ts';
export * from './edit/compareWorlds.ts';
export { areaFromTiles } from './edit/areaFromTiles.ts';
export { drawWall, fillFloor, paintFloor, paintWalls } from './edit/drawTiles.ts';
export {
  drawRoom,
  drawZone,
  moveDoor,
  placeDoor,
  reshapeZone,
  resizeZone,
  type RoomPlan,
} from './edit/drawZones.ts';
export { isSame } from './edit/isSame.ts';
export { packTiles, unpackTiles } from './edit/editableTiles.ts';
export * from './edit/editHistory.ts';
export { editsBetween } from './edit/editsBetween.ts';
export {
  copyFragment,
  pasteFragment,
  readFragment,
  turnFragment,
  type WorldFragment,
} from './edit/fragment.ts';
export { eraseSelection, moveSelection, turnSelection } from './edit/moveSelection.ts';
export * from './edit/newIds.ts';
export { rectangleAround } from './edit/placedAt.ts';
export * from './edit/placeThings.ts';
export { replaceWorld } from './edit/replaceWorld.ts';
export * from './edit/resizeMap.ts';
export * from './edit/selection.ts';
export { editRefusals, type EditOutcome, type EditRefusal } from './edit/sketch.ts';
export * from './edit/worldEdit.ts';
export * from './format/assetName.ts';
export * from './format/formatWorld.ts';
export { isError, worldIssueCodes } from './format/issues.ts';
export type { IssueSubject, WorldIssue, WorldIssueCode } from './format/issues.ts';
export type { JsonValue } from './format/json.ts';
export * from './format/limits.ts';
export { readJson } from './format/readJson.ts';
export * from './format/parseWorld.ts';
export { readPublishedWorld } from './format/readPublishedWorld.ts';
export * from './format/layers.ts';
export * from './format/world.ts';
export * from './geometry/facing.ts';
export * from './geometry/polygon.ts';
export * from './geometry/rectangle.ts';
export * from './geometry/units.ts';
export * from './movement/avatarState.ts';
export * from './movement/crossings.ts';
export * from './movement/intentSpacing.ts';
export * from './movement/judgeMovement.ts';
export * from './movement/moveBudget.ts';
export * from './movement/movementNumbers.ts';
export * from './movement/restrictions.ts';
export * from './movement/standing.ts';
export * from './movement/stepWalker.ts';
export * from './objects/colours.ts';
export * from './objects/objectLooks.ts';
export * from './objects/objectTypes.ts';
export * from './objects/objectUse.ts';
export * from './objects/seats.ts';
export * from './paths/findPath.ts';
export * from './paths/nearestFreePosition.ts';
export * from './rights.ts';
export * from './role.ts';
export * from './spaceChange.ts';
export { waysThrough, type DoorWay } from './validate/checkDoors.ts';
export { isBarrier, leaksOf } from './validate/checkPrivateRooms.ts';
export { imagesOf, missingImages } from './validate/missingImages.ts';
export * from './validate/validateWorld.ts';
export * from './worldLayout.ts';
export * from './worldSpace.ts';
export * from './zones/tilesTakenBy.ts';
export * from './zones/zoneArea.ts';
export * from './zones/zoneIndex.ts';
export * from './zones/zoneRules.ts';
