/** Levels, from the one that only matters when a fault is looked for. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** The part of the Client that a line comes from. */
export type LogPart =
  | 'account'
  | 'app'
  | 'boards'
  | 'build'
  | 'connection'
  | 'devices'
  | 'media'
  | 'picture'
  | 'playback'
  | 'sounds'
  | 'session'
  | 'storage';

declare const platformWordBrand: unique symbol;
/** A word of the platform (the name of an error, a tag, a directive), checked by `platformWord`. */
export type PlatformWord = string & { readonly [platformWordBrand]: true };

type LogValue = string | number | boolean | undefined;
export type LogFields = Readonly<Record<string, LogValue>>;

/** `never` for texts that the program does not know in advance: nothing that people wrote gets into a log. */
type Known<Text extends string> = Text extends PlatformWord
  ? Text
  : Record<never, never> extends Record<Text, 1>
    ? never
    : Text;
type Loggable<Value> = Value extends string ? Known<Value> : Value;

/**
 * Writes one line.
 *
 * @param event what happened, as a text that the program holds: a name, message, token or address does not compile
 * @param fields figures, and words from a closed list such as states and error codes
 */
type WriteLine = <const Event extends string, const Fields extends LogFields>(
  event: Event & Known<Event>,
  fields?: Fields & { readonly [Name in keyof Fields]: Loggable<Fields[Name]> },
) => void;

/** What the Client notes of itself. A line never holds personal data; the types see to that. */
export interface Log {
  readonly debug: WriteLine;
  readonly info: WriteLine;
  readonly warn: WriteLine;
  readonly error: WriteLine;
  /**
   * Something failed, and the program goes on without it on purpose: noted at debug.
   *
   * @param why it is no fault, or what happens instead
   * @param cause what was thrown; its message is left out, since browsers put addresses and contents into it
   */
  readonly swallowed: <const Why extends string>(why: Why & Known<Why>, cause: unknown) => void;
  /** Something is broken: noted at error, with the place in the program that it was thrown from. */
  readonly fault: <const Event extends string>(event: Event & Known<Event>, cause: unknown) => void;
  /** The same log, for another part of the Client. */
  of(part: LogPart): Log;
}

/** Takes a line from a log. */
export type LogSink = (level: LogLevel, part: LogPart, event: string, fields: LogFields) => void;

export function createLog(sink: LogSink, part: LogPart): Log {
  const line =
    (level: LogLevel): WriteLine =>
    (event, fields) =>
      sink(level, part, event, fields ?? {});
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    swallowed: (why, cause) => sink('debug', part, why, describeCause(cause)),
    fault: (event, cause) => sink('error', part, event, { ...describeCause(cause), at: whereThrown(cause) }),
    of: (other) => createLog(sink, other),
  };
}

/** Keeps nothing: for bots and tests. */
export const silentLog: Log = createLog(() => undefined, 'app');

/** @returns `word` where it looks like a name of the platform, else `other` */
export function platformWord(word: string): PlatformWord {
  return (/^[A-Za-z][\w.:-]{0,39}$/.test(word) ? word : 'other') as PlatformWord;
}

/** What may be said of something that was thrown: the kind of error and its code, but not its message. */
export function describeCause(cause: unknown): {
  readonly cause: PlatformWord;
  readonly code?: PlatformWord;
} {
  if (!(cause instanceof Error)) return { cause: platformWord(typeof cause) };
  const { code } = cause as { readonly code?: unknown };
  const name = platformWord(cause.name);
  return typeof code === 'string' ? { cause: name, code: platformWord(code) } : { cause: name };
}

/** The longest way back through the program that a line shows. */
const shownFrames = 4;

/** Where something was thrown: files of the program with line and column, without the address they came from. */
export function whereThrown(cause: unknown): PlatformWord | undefined {
  if (!(cause instanceof Error) || cause.stack === undefined) return undefined;
  const frames = cause.stack.match(/[\w.-]+\.[jt]sx?:\d+:\d+/g) ?? [];
  return frames.length === 0 ? undefined : (frames.slice(0, shownFrames).join(' < ') as PlatformWord);
}
