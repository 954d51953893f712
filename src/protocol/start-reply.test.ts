import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeStartReply, operations } from './start-reply.ts';

const sound = {
  protocol: 1,
  name: 'mine',
  capabilities: ['inference'],
  conventions: { runningVarianceCorrection: 1 },
};

const decode = (fields: object) => decodeStartReply(JSON.stringify({ ...sound, ...fields }));

const wholeConventions = fc.record({
  runningVarianceCorrection: fc.constantFrom(0, 1),
  normalizingVarianceCorrection: fc.constantFrom(0, 1),
  epsilonPlacement: fc.constantFrom('inside', 'outside'),
  epsilonFloor: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  oneElement: fc.constantFrom('define', 'reject', 'nan', 'keep'),
  emptyBatch: fc.constantFrom('keep', 'reject', 'nan', 'decay', 'unspecified'),
});

describe('a start reply', () => {
  it('is taken as it stands where it is complete', () => {
    const complete = fc.record({
      name: fc.string({ minLength: 1 }),
      version: fc.string(),
      language: fc.string(),
      dtype: fc.constantFrom('float32', 'float64'),
      ways: fc.array(fc.string({ minLength: 1 }), { minLength: 1 }),
      conventions: wholeConventions,
      capabilities: fc.shuffledSubarray([...operations], { minLength: 1 }),
    });
    fc.assert(
      fc.property(complete, ({ capabilities, ...rest }) => {
        const { description, ignored } = decode({ ...rest, capabilities, addedLater: true });
        expect(description).toEqual({ ...rest, operations: capabilities, conventionsDeclared: true });
        expect(ignored).toEqual([]);
      }),
      { seed: 41 },
    );
  });

  it('gets defaults for what it leaves out', () => {
    const { description } = decode({ capabilities: ['training', 'training'] });
    expect(description).toEqual({
      name: 'mine',
      dtype: 'float32',
      operations: ['training'],
      conventions: {
        runningVarianceCorrection: 1,
        normalizingVarianceCorrection: 0,
        epsilonPlacement: 'inside',
        epsilonFloor: 0,
        oneElement: 'define',
        emptyBatch: 'unspecified',
      },
      conventionsDeclared: true,
    });
  });

  it.each([undefined, null])(
    'declares no conventions where they are %s, and has the usual ones',
    (conventions) => {
      const { description } = decode({ capabilities: ['training'], conventions });
      expect(description.conventionsDeclared).toBe(false);
      expect(description.conventions.emptyBatch).toBe('unspecified');
      expect(decode({ conventions: {} }).description.conventionsDeclared).toBe(true);
    },
  );

  it('names the conventions that it ignored', () => {
    const conventions = { epsilonPlacment: 'outside' };
    expect(decode({ conventions }).ignored).toEqual(['epsilonPlacment']);
  });

  it.each(['training', 'sequence'])(
    'must declare runningVarianceCorrection where it offers %s',
    (operation) => {
      const rule = 'conventions.runningVarianceCorrection must be declared by a subject that trains';
      expect(() => decode({ capabilities: ['inference', operation], conventions: {} })).toThrow(rule);
    },
  );

  it.each<[string, object]>([
    ['name is missing; it must be a name.', { name: undefined }],
    ['name must be a name, not "".', { name: '' }],
    ['dtype must be "float32", "float64", "float16" or "bfloat16", not "half".', { dtype: 'half' }],
    [
      'capabilities is missing; it must be a list of operations (training, inference,',
      { capabilities: undefined },
    ],
    ['capabilities must be a list of operations', { capabilities: [] }],
    ['capabilities[0] must be one of training, inference,', { capabilities: ['trainning'] }],
    ['conventions must be an object; {} takes the defaults, not "pytorch".', { conventions: 'pytorch' }],
    [
      'conventions.runningVarianceCorrection must be 0 or 1, not 2.',
      { conventions: { runningVarianceCorrection: 2 } },
    ],
    [
      'conventions.epsilonPlacement must be "inside" or "outside", not 1.',
      { conventions: { epsilonPlacement: 1 } },
    ],
    [
      'conventions.epsilonFloor must be a finite number not below 0, not -1.',
      { conventions: { epsilonFloor: -1 } },
    ],
    ['ways must be a list of names, not [].', { ways: [] }],
    ['protocol must be the version that it speaks (1), not "1".', { protocol: '1' }],
  ])('is refused: %s', (rule, fields) => {
    expect(() => decode(fields)).toThrow(`The subject's start reply is wrong: ${rule}`);
  });
});
