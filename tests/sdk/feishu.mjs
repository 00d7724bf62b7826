// Feishu's own library verifies and decrypts the same events as we do.
import {createCipheriv, createHash, randomBytes} from 'node:crypto';

import lark from '@larksuiteoapi/node-sdk';

import {altered, Askwell, Chance, Tally} from './askwell.mjs';

const KEY = 'feishuEncryptKey2026';
const TOKEN = 'verifTokenABCDEF0123456789';
const NOW = 1767225600;

/// As Feishu's page on encryption says; the library only decrypts.
function sealed(clear) {
    const iv = randomBytes(16);
    const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(KEY).digest(), iv);
    return Buffer.concat([iv, cipher.update(clear), cipher.final()]).toString('base64');
}

function event(chance, text) {
    const message = {
        message_id: 'om_' + chance.hex(20), chat_id: 'oc_x', chat_type: 'p2p', message_type: 'text', content: JSON.stringify({text}),
    };
    return {
        schema: '2.0',
        header: {
            event_id: chance.hex(32), event_type: 'im.message.receive_v1', create_time: String(NOW * 1000), token: TOKEN, app_id: 'cli_x',
            tenant_key: 't',
        },
        event: {sender: {sender_id: {open_id: 'ou_' + chance.hex(20)}, sender_type: 'user'}, message},
    };
}

/// What the library hands to the program that uses it; undefined when it refuses.
async function read_by_library(headers, body) {
    const seen = [];
    const quiet = {error() {}, warn() {}, info() {}, debug() {}, trace() {}};
    const dispatcher = new lark.EventDispatcher({encryptKey: KEY, verificationToken: TOKEN, logger: quiet});
    dispatcher.register({'im.message.receive_v1': async (data) => { seen.push(data); }});
    const given = Object.assign(Object.create({headers}), JSON.parse(body));
    await dispatcher.invoke(given);
    return seen[0];
}

const askwell = new Askwell({platform: 'feishu', encrypt_key: KEY, verification_token: TOKEN, app_id: 'cli_x', app_secret: 's'});
const chance = new Chance(20260101);
const tally = new Tally('@larksuiteoapi/node-sdk');
for (let round = 0; round < 60; ++round) {
    const text = chance.text();
    const cipher = sealed(JSON.stringify(event(chance, text)));
    let body = JSON.stringify({encrypt: cipher});
    const nonce = chance.hex(8);
    let signature = createHash('sha256').update(NOW + nonce + KEY + body).digest('hex');
    if (chance.often(0.2)) body = JSON.stringify({encrypt: altered(cipher, chance)});
    if (chance.often(0.2)) signature = altered(signature, chance);
    const headers = {'x-lark-request-timestamp': String(NOW), 'x-lark-request-nonce': nonce, 'x-lark-signature': signature};
    const told = askwell.judge({headers, body}, NOW);
    const read = await read_by_library(headers, body);
    tally.same('verdict', told.verdict === 'accept', read !== undefined, body);
    if (read === undefined || told.verdict !== 'accept') continue;
    const [message] = told.messages;
    tally.same('event', [message?.message_id, message?.platform_message_id, message?.sender], [
        read.event_id, read.message.message_id, read.sender.sender_id.open_id,
    ]);
    // Spaces around a text say nothing; Feishu sends mentions among them.
    tally.same('text', (message?.text ?? '').trim(), JSON.parse(read.message.content).text.trim());
}
askwell.close();
tally.end('verdict', 'event', 'text');
