import { AccountFailure } from '../accountApi.ts';

/** What is in a World file, unchecked: the server says what is wrong with it. @throws AccountFailure where it is no JSON */
export async function readWorldFile(file: File, notJson: string): Promise<unknown> {
  try {
    return JSON.parse(await file.text());
  } catch (cause) {
    throw new AccountFailure('world_invalid', notJson, { cause });
  }
}
