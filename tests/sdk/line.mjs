// LINE's own library judges the same webhooks as we do: which are genuine.
import {createHmac} from 'node:crypto';

import {validateSignature} from '@line/bot-sdk';

import {altered, Askwell, Chance, Tally} from './askwell.mjs';

const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8';
const NOW = 1767225600;
const USER = 'U4af4980629000000000000000000abcd';

const askwell = new Askwell({platform: 'line', channel_secret: SECRET, channel_access_token: 'token'});
const chance = new Chance(20260101);
const tally = new Tally('@line/bot-sdk');
for (let round = 0; round < 60; ++round) {
    const text = chance.text();
    const event = {
        type: 'message',
        mode: 'active',
        timestamp: NOW * 1000,
        source: {type: 'user', userId: USER},
        webhookEventId: chance.hex(26),
        deliveryContext: {isRedelivery: chance.often(0.2)},
        replyToken: chance.hex(32),
        message: {id: chance.digits(18), type: 'text', quoteToken: chance.hex(20), text},
    };
    let body = JSON.stringify({destination: 'U0', events: [event]});
    let signature = createHmac('sha256', SECRET).update(body).digest('base64');
    if (chance.often(0.2)) body = altered(body, chance);
    // The last letter before the padding carries bits that no decoder reads: it stays.
    if (chance.often(0.2)) signature = altered(signature.slice(0, -2), chance) + signature.slice(-2);
    const told = askwell.judge({headers: {'X-Line-Signature': signature}, body}, NOW);
    const genuine = validateSignature(body, SECRET, signature);
    tally.same('verdict', told.verdict === 'accept', genuine, body);
    if (genuine) tally.same('text', [told.messages[0].text, told.messages[0].sender], [text, USER]);
}
askwell.close();
tally.end('verdict', 'text');
