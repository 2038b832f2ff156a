import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, environmentVariables, projectRoot, readConfig } from './index.ts';

describe('configuration', () => {
  it('works without any variable', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      LOG_LEVEL: 'info',
    });
    expect(readConfig({ PORT: '' }).PORT).toBe(3000);
  });
  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://x'],
    ['PUBLIC_URL', 'dreiklang.example'],
    ['LOG_LEVEL', 'laut'],
    ['TRUST_PROXY', 'ja'],
    ['METRICS_TOKEN', 'kurz'],
  ])('ends the start with a sentence that names %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} has a wrong value: .+\\.$`));
  });
  it('wants single sign-on complete or not at all', () => {
    expect(() => readConfig({ OIDC_ISSUER: 'https://sso.example' })).toThrow(ConfigError);
  });
  it.each([
    [{ MACHINE_TRANSLATION_KIND: 'deepl' }, 'MACHINE_TRANSLATION_KEY'],
    [{ MACHINE_TRANSLATION_KIND: 'libretranslate' }, 'MACHINE_TRANSLATION_URL'],
    [{ MACHINE_TRANSLATION_KIND: 'chat', MACHINE_TRANSLATION_URL: 'http://localhost/v1' }, 'MACHINE_TRANSLATION_MODEL'],
  ])('wants machine translation complete: %j', (values, name) => {
    expect(() => readConfig(values)).toThrow(name);
  });
  it('has every variable in .env.example, and no other', () => {
    const documented = [...readFileSync(join(projectRoot, '.env.example'), 'utf8').matchAll(/^([A-Z_0-9]+)=/gm)].map(
      (match) => match[1],
    );
    expect(documented.sort()).toEqual([...environmentVariables].sort());
  });
});
