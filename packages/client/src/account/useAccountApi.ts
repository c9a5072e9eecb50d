import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useServices, useStrings } from '../app/useServices.ts';
import { errorMessages } from '@atrium/protocol';
import type { Account } from '@atrium/protocol';
import { AccountApi, AccountFailure } from './accountApi.ts';

export function useAccountApi(): AccountApi {
  const { signIn } = useServices();
  return useMemo(() => new AccountApi(signIn, (input, init) => fetch(input, init)), [signIn]);
}

/** The signed-in person. */
export function useAccount(): Account | undefined {
  return useStore(useServices().signIn.store, (state) =>
    state.kind === 'signedIn' ? state.account : undefined,
  );
}

/** In the person's language where the code says all; what the server adds to it is in English. */
export function useFailureText(): (error: unknown) => string {
  const strings = useStrings();
  return useCallback(
    (error) => {
      if (!(error instanceof AccountFailure)) return strings.errors.internal;
      if (error.code === undefined) return strings.lobby.unreachable;
      const saysMore: readonly string[] = [
        'world_invalid',
        'image_invalid',
        'bad_message',
        'bad_request',
        'target_protected',
      ];
      const { requestId } = error;
      const sentence = strings.errors[error.code];
      const known = requestId === undefined ? sentence : `${sentence} ${strings.fault.request(requestId)}`;
      if (!saysMore.includes(error.code) || error.message === '') return known;
      // The sentence itself is there in the person's language; the details that follow it are in English alone.
      const inEnglish = errorMessages[error.code];
      return error.message.startsWith(inEnglish)
        ? `${known}${error.message.slice(inEnglish.length)}`
        : error.message;
    },
    [strings],
  );
}

/** Something that takes a moment and can fail. */
export interface Doing {
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  /** @returns whether it was done */
  readonly run: (action: () => Promise<void>) => Promise<boolean>;
}

export function useDoing(): Doing {
  const failureText = useFailureText();
  const { log } = useServices();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const run = useCallback(
    async (action: () => Promise<void>) => {
      setBusy(true);
      setProblem(undefined);
      try {
        await action();
        return true;
      } catch (error) {
        log.swallowed('What was asked for was not done: the page says why', error);
        setProblem(failureText(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [failureText, log],
  );
  return { isBusy, problem, run };
}

/** What the server has under a path; asked again by `reload`. */
export interface Resource<Value> {
  readonly value: Value | undefined;
  readonly problem: string | undefined;
  readonly reload: () => void;
}

export function useResource<Value>(path: string, schema: { parse(json: unknown): Value }): Resource<Value> {
  const api = useAccountApi();
  const failureText = useFailureText();
  const [state, setState] = useState<{ value?: Value; problem?: string }>({});
  const [count, setCount] = useState(0);
  useEffect(() => {
    let isWanted = true;
    api.get(path, schema).then(
      (value) => isWanted && setState({ value }),
      (error: unknown) => isWanted && setState({ problem: failureText(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [api, path, schema, failureText, count]);
  const reload = useCallback(() => setCount((before) => before + 1), []);
  return { value: state.value, problem: state.problem, reload };
}
