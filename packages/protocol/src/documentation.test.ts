import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { avatarChoices } from './avatarLook.ts';
import { closeCodes } from './closeCodes.ts';
import { errorCodes } from './errorCodes.ts';
import { wireLimits } from './limits.ts';
import { clientMessageSchema } from './messages/clientMessages.ts';
import { parseClientMessage } from './messages/clientMessages.ts';
import { correctionReasons, parseServerMessage, serverMessageTypes } from './messages/serverMessages.ts';
import { protocolVersion, subprotocol } from './version.ts';

const page = readFileSync(new URL('../../../docs/extend/signaling-protocol.md', import.meta.url), 'utf8');
const clientTypes = clientMessageSchema.options.map((option) => option.shape.type.value);

/** Every JSON object on the page that has a type: in blocks and within lines. */
function examples(): { readonly type: string; readonly text: string }[] {
  const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  const inLine = [...page.matchAll(/`(\{ "type"[^`]*\})`/g)].map((match) => match[1] ?? '');
  return [...blocks, ...inLine]
    .filter((text) => !text.includes('{ ... }'))
    .map((text) => ({ text, type: String((JSON.parse(text) as { type?: unknown }).type) }))
    .filter(({ type }) => type !== 'undefined');
}

describe('signaling-protocol.md', () => {
  it.each([...clientTypes, ...serverMessageTypes])('describes %s', (type) => {
    expect(page).toMatch(
      new RegExp(`\`${type.replaceAll('.', '\\.')}\`|"type": "${type.replaceAll('.', '\\.')}"`),
    );
  });

  it.each(errorCodes)('has %s in its table of errors', (code) => {
    expect(page).toMatch(new RegExp(`^\\| \`${code}\` +\\|`, 'm'));
  });

  it.each(Object.entries(closeCodes))('has %s in its table of close codes', (reason, code) => {
    expect(page).toMatch(new RegExp(`^\\| ${code} \\| \`${reason}\` +\\|`, 'm'));
  });

  it.each(correctionReasons)('explains the correction %s', (reason) => {
    expect(page).toMatch(new RegExp(`^\\| \`${reason}\` +\\|`, 'm'));
  });

  it('names every choice of the Avatar editor', () => {
    for (const [part, choices] of Object.entries(avatarChoices)) {
      const row = new RegExp(`^\\| \`${part}\` +\\| (.*?) *\\|$`, 'm').exec(page)?.[1];
      expect(row).toBe(choices.map((choice) => `\`${choice}\``).join(' '));
    }
  });

  it('is of this version', () => {
    expect(page).toContain(`Version ${protocolVersion}.`);
    expect(page).toContain(`subprotocol \`${subprotocol}\``);
    expect(page).toContain(`${wireLimits.messageBytes.toLocaleString('en')} bytes`);
  });

  it('has examples that the code reads', () => {
    const problems = examples().filter(({ type, text }) =>
      clientTypes.some((known) => known === type)
        ? !parseClientMessage(text).ok
        : parseServerMessage(text).kind !== 'message',
    );
    expect(problems).toEqual([]);
    expect(new Set(examples().map(({ type }) => type)).size).toBeGreaterThanOrEqual(13);
  });
});
