import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailSettingsOf, MailRefused, openMailer, type Mailer } from './index.ts';
import { testMailServer, textOf, type TestMailServer } from './testing.ts';

const from = 'Guiju <notices@park.example>';
const message = {
  to: 'firm@firm.example',
  subject: '办件已受理',
  text: '办件编号 sample-2026-000001-4',
  key: 'event-1/1000',
};

describe('the mailer', () => {
  const password = 'p@ss/word';
  let server: TestMailServer;
  let mailer: Mailer;
  beforeAll(async () => {
    server = await testMailServer({ user: 'guiju', password });
    mailer = openMailer({ url: server.url, from });
  });
  afterAll(async () => {
    mailer.close();
    await server.close();
  });

  test('hands a message to a real server, with Chinese words and a stable id', async () => {
    await mailer.send(message);
    const [taken] = server.messages;
    expect(taken?.to).toEqual([message.to]);
    expect(taken?.raw).toContain('Message-ID: <event-1.1000@park.example>');
    expect(textOf(taken?.raw ?? '')).toContain(message.text);
  });

  test.each([
    [450, true],
    [550, false],
  ])('tells a refusal %i by codes only, and whether to try again', async (status, isTemporary) => {
    server.refuseWith(status);
    const refused = await mailer.send(message).catch((error: unknown) => error);
    server.refuseWith(undefined);
    expect(refused).toBeInstanceOf(MailRefused);
    expect(refused).toMatchObject({ isTemporary });
    expect(String(refused)).toContain(String(status));
    expect(String(refused) + JSON.stringify(refused)).not.toContain('firm');
  });

  test('never tells a wrong password, nor the address of a server that is away', async () => {
    const wrong = openMailer({ url: server.url.replace('p%40ss', 'secret'), from });
    const told = await wrong.send(message).catch((error: unknown) => error);
    wrong.close();
    expect(told).toBeInstanceOf(MailRefused);
    expect(`${String(told)} ${(told as Error).stack}`).not.toContain('secret');
    const away = openMailer({ url: 'smtp://user:secret@127.0.0.1:9', from });
    await expect(away.send(message)).rejects.toMatchObject({ isTemporary: true });
    away.close();
  });
});

describe('the settings of mail', () => {
  test('are absent without a server', () => {
    expect(mailSettingsOf({})).toBeUndefined();
    expect(mailSettingsOf({ GUIJU_SMTP_URL: '' })).toBeUndefined();
  });

  test('name what is wrong without its value', () => {
    const secret = 'http://user:secret@host';
    expect(() => mailSettingsOf({ GUIJU_SMTP_URL: secret })).toThrow(
      /^GUIJU_SMTP_URL should look like/,
    );
    const header = { GUIJU_SMTP_URL: 'smtp://host', GUIJU_MAIL_FROM: 'a@b\r\nBcc: c@d' };
    expect(() => mailSettingsOf(header)).toThrow('GUIJU_MAIL_FROM');
  });
});
