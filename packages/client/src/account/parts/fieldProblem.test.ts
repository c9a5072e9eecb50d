import { describe, expect, test } from 'vitest';
import { accountEn } from '../accountEn.ts';
import { fieldProblem } from './fieldProblem.ts';

const text = { type: 'text', min: '', max: '', step: '', minLength: -1 };

describe('what is wrong with a field', () => {
  test.each([
    [text, { valueMissing: true }, 'Fill in this field.'],
    [{ ...text, type: 'file' }, { valueMissing: true }, 'Choose a file.'],
    [{ ...text, type: 'email' }, { valueMissing: true }, 'Fill in this field.'],
    [
      { ...text, type: 'email' },
      { typeMismatch: true },
      'Enter a full email address, such as ana@example.com.',
    ],
    [{ ...text, type: 'password', minLength: 10 }, { tooShort: true }, 'At least 10 characters.'],
    [text, { patternMismatch: true }, 'Check this field.'],
  ])('is said in the words of the page: %o, %o', (asked, validity, said) => {
    expect(fieldProblem(asked, { valid: false, ...validity }, accountEn)).toBe(said);
  });

  test.each(['valueMissing', 'badInput', 'rangeUnderflow', 'rangeOverflow', 'stepMismatch'])(
    'with a number names what it may be: %s',
    (kind) => {
      const days = { ...text, type: 'number', min: '1', max: '90' };
      const side = { ...days, step: '0.25' };
      const validity = { valid: false, [kind]: true };
      expect(fieldProblem(days, validity, accountEn)).toBe('Enter a number from 1 to 90.');
      expect(fieldProblem(side, validity, accountEn)).toBe('Enter a number from 1 to 90, in steps of 0.25.');
    },
  );

  test('is nothing where it can be sent', () => {
    expect(fieldProblem(text, { valid: true }, accountEn)).toBeUndefined();
  });
});
