import { describe, expect, test } from 'vitest';
import { magicSecret } from '../../mock-server/src/fixtures/magic-secret.ts';
import { runCommand } from './command.ts';

describe('what is asked wrongly is said in one line, with exit code 2', () => {
  test.each([
    [['srve'], 'There is no command "srve". Did you mean "serve"?'],
    [['frobnicate'], 'There is no command "frobnicate". See homestar-mock --help.'],
    [['--prot', '1'], "Unknown option '--prot' (Did you mean --port?)"],
    [['--port', '70000'], '--port takes a number from 0 (any free port) to 65535, not "70000".'],
    [['--port', 'x'], '--port takes a number'],
    [['--host', '0.0.0.0'], '--host takes a loopback address (127.0.0.1, ::1 or localhost) in this version'],
    [['serve', '--data', 'x.db', '--host', '192.168.0.1'], '--host takes a loopback address'],
    [['--clock', 'stopped'], '--clock takes running or frozen, not "stopped".'],
    [['--now', 'yesterday'], '--now takes a UTC time such as 2026-03-01T12:00:00Z, not "yesterday".'],
    [['--now', '2026-02-30'], '--now takes a UTC time such as 2026-03-01T12:00:00Z, not "2026-02-30".'],
    [['--now', '2026-02-28T24:00:00Z'], '--now takes a UTC time'],
    [['--now', '1999-12-31'], '--now takes a time from 2000-01-01T00:00:00.000Z to 9998-12-31T23:59:59.999Z'],
    [['--now', '9999-01-01'], '--now takes a time from 2000'],
    [['--proofs', 'no'], '--proofs takes on or off'],
    [['--rotation', 'never'], '--rotation takes advise or enforce, not "never".'],
    [['serve', '--data', 'x.db', '--rotation', ''], '--rotation takes advise or enforce, not "".'],
    [
      ['--maximum-lifetime', 'admin=0'],
      '--maximum-lifetime takes days (1 to 99999) by role, each role once, such as admin=90,broker=365, not "admin=0".',
    ],
    [['serve', '--data', 'x.db', '--maximum-lifetime', 'admin=1,admin=2'], '--maximum-lifetime takes days'],
    [['--maximum-lifetime'], "Option '--maximum-lifetime <role=days,...>' argument missing"],
    [['serve'], "Required option '--data <file>' not specified"],
    [['serve', '--data', 'x.db', '--durability', 'none'], '--durability takes disk or process'],
    [['init', '--data', 'x.db', '--environment', 'prod'], '--environment takes live or test'],
    [['init', '--data', ''], '--data takes the name of a file, not "".'],
    [['init', '--data', ':memory:'], '--data takes the name of a file, not ":memory:".'],
    [['init', '--data', 'x.db', '--secrets', ''], '--secrets takes the name of a file, not "".'],
    [['serve', '--data', ''], '--data takes the name of a file, not "".'],
    [['init', '--data', 'x.db', 'extra'], 'Too many arguments'],
    [['keys'], '"keys" needs to know what to do: homestar-mock keys create.'],
    [['keys', 'crate'], 'There is no command "crate". Did you mean "create"?'],
    [['secrets', 'frobnicate'], 'There is no command "frobnicate". See homestar-mock secrets --help.'],
    [['secrets', 'rotate'], "Required option '--data <file>' not specified"],
    [['secrets', 'rotate', '--data', 'x.db', '--pepper'], "Unknown option '--pepper'"],
    [['keys', 'create', '--data', 'x.db'], "Required option '--role <role>' not specified"],
    [['keys', 'create', '--data', 'x.db', '--role', 'agent'], '--role takes admin, not "agent".'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await runCommand(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^homestar-mock: [^\n]+\n$/);
    expect(stderr).toContain(message);
  });
});

test('a key among the arguments is not repeated', async () => {
  const { code, stderr } = await runCommand(magicSecret('admin'));
  expect(code).toBe(2);
  expect(stderr).toContain('There is no command');
  expect(stderr).not.toContain('PublicTestKey');
});

describe('--help explains each command with examples, on stdout with exit code 0', () => {
  test.each([
    [['--help'], 'homestar-mock --port 0 --json'],
    [['init', '--help'], 'homestar-mock init --data homestar.db'],
    [['serve', '--help'], 'homestar-mock serve --data homestar.db'],
    [['secrets', 'rotate', '--help'], 'homestar-mock secrets rotate --data homestar.db'],
    [['keys', 'create', '--help'], 'homestar-mock keys create --data homestar.db --role admin'],
  ])('%j', async (args, example) => {
    const { code, stdout, stderr } = await runCommand(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain(example);
  });
});
