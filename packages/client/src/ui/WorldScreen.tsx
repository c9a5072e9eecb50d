export function WorldScreen() {
  return null;
}
