// Slack's own library judges the same webhooks as we do: which are genuine and fresh.
import {createHmac} from 'node:crypto';

import slack from '@slack/events-api';

import {altered, Askwell, Chance, Tally} from './askwell.mjs';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
// The library asks the clock itself.
const NOW = Math.floor(Date.now() / 1000);

function library_accepts(signature, timestamp, body) {
    try {
        return slack.verifyRequestSignature(
            {signingSecret: SECRET, requestSignature: signature, requestTimestamp: timestamp, body});
    } catch {
        return false;
    }
}

function message(chance, text) {
    const event = {type: 'message', channel_type: 'im', user: 'U0001', text, ts: `${NOW}.${chance.digits(6)}`, channel: 'D1'};
    return JSON.stringify({
        token: 'x', team_id: 'T1', api_app_id: 'A1', event, type: 'event_callback', event_id: 'Ev' + chance.hex(8), event_time: NOW,
    });
}

const askwell = new Askwell({platform: 'slack', signing_secret: SECRET, bot_token: 'xoxb-1'});
const chance = new Chance(20260101);
const tally = new Tally('@slack/events-api');
for (let round = 0; round < 60; ++round) {
    const text = '5' + chance.text().replace(/[&<>]/g, '');  // Slack escapes these; what it means by them is another test's
    let body = message(chance, text);
    const timestamp = NOW - chance.one([0, 10, 290, 310, 4000]);
    let signature = 'v0=' + createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
    if (chance.often(0.2)) body = altered(body, chance);
    if (chance.often(0.2)) signature = 'v0=' + altered(signature.slice(3), chance);
    const headers = {
        'Content-Type': 'application/json', 'X-Slack-Request-Timestamp': timestamp, 'X-Slack-Signature': signature,
    };
    const told = askwell.judge({target: '/webhooks/c/events', headers, body}, NOW);
    const genuine = library_accepts(signature, timestamp, body);
    tally.same('verdict', told.verdict === 'accept', genuine, body);
    if (genuine) tally.same('text', told.messages[0].text, text);
}
askwell.close();
tally.end('verdict', 'text');
