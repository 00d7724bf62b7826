// Published libraries for WeChat's and WeCom's encryption write the webhooks that we read, and read the answers that we
// encrypt.
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {encrypt, getSignature} from '@wecom/crypto';
import WXBizMsgCrypt from 'wechat-crypto';

import {altered, Askwell, Chance, Tally} from './askwell.mjs';

const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const WECHAT = {platform: 'wechat_oa', token: 'wxToken2026', appid: 'wx1234567890abcdef', appsecret: 's', encoding_aes_key: AES_KEY, mode: 'safe'};
const WECOM = {
    platform: 'wecom', token: 'wecomToken01', corp_id: 'ww0123456789abcdef', corp_secret: 's', agent_id: 1000002, encoding_aes_key: AES_KEY,
};
const NOW = 1767225600;

const library = new WXBizMsgCrypt(WECHAT.token, AES_KEY, WECHAT.appid);

function clear_xml(to, from, id, text, time) {
    const content = text.replaceAll(']]>', '] ]>');  // a CDATA section cannot hold its own end
    return `<xml><ToUserName><![CDATA[${to}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName>` +
        `<CreateTime>${time}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content>` +
        `<MsgId>${id}</MsgId></xml>`;
}

function text_of(xml, name) {
    return new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, 's').exec(xml)?.[1];
}

function sealed(cipher, signature, time, nonce) {
    return {
        target: `/webhooks/c?timestamp=${time}&nonce=${nonce}&encrypt_type=aes&msg_signature=${signature}`,
        headers: {'Content-Type': 'text/xml'},
        body: `<xml><Encrypt><![CDATA[${cipher}]]></Encrypt></xml>`,
    };
}

/// What both libraries have in common, for webhooks to `channel`.
function check_webhooks(kind, channel, seal, sign, chance, tally) {
    const askwell = new Askwell(channel);
    for (let round = 0; round < 40; ++round) {
        const text = chance.text();
        const id = chance.digits(17).replace(/^0/, '2');
        const time = String(NOW);
        const nonce = chance.digits(10);
        let cipher = seal(clear_xml('us', 'oABCD', id, text, NOW));
        const signature = sign(time, nonce, cipher);
        const forged = chance.often(0.2);
        if (forged) cipher = altered(cipher, chance);
        const told = askwell.judge(sealed(cipher, signature, time, nonce), NOW);
        tally.same(`verdict (${kind})`, told.verdict === 'accept', sign(time, nonce, cipher) === signature, text);
        if (forged) continue;
        const [message] = told.messages;
        tally.same(`text (${kind})`, [message.text, message.sender, message.message_id], [text.replaceAll(']]>', '] ]>'), 'oABCD', id]);
    }
    askwell.close();
}

function check_url(chance, tally) {
    const askwell = new Askwell(WECOM);
    for (let round = 0; round < 10; ++round) {
        const echo = chance.digits(19);
        const cipher = encrypt(AES_KEY, echo, WECOM.corp_id);
        const signature = getSignature(WECOM.token, String(NOW), '1', cipher);
        const query = new URLSearchParams({msg_signature: signature, timestamp: String(NOW), nonce: '1', echostr: cipher});
        const told = askwell.judge({method: 'GET', target: `/webhooks/c?${query}`}, NOW);
        tally.same('echo', told.response.body, echo);
    }
    askwell.close();
}

async function free_port() {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const {port} = server.address();
    await new Promise((resolve) => server.close(resolve));
    return port;
}

async function ready(url, service) {
    for (let tries = 0; tries < 300 && service.exitCode === null; ++tries) {
        const answer = await fetch(url + '/readyz').catch(() => undefined);
        if (answer?.ok) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('askwell serve did not become ready');
}

/// The service itself answers inside the webhook, encrypted: the library must be able to read it.
async function check_answers(tally) {
    const folder = mkdtempSync(join(tmpdir(), 'askwell-sdk-'));
    const port = await free_port();
    const config = join(folder, 'config.json');
    const channel = {...WECHAT, survey: 'nps', language: 'zh-Hans', base_url: 'http://127.0.0.1:1'};
    writeFileSync(config, JSON.stringify({listen: `127.0.0.1:${port}`, data: join(folder, 'data'), channels: {c: channel}}));
    const service = spawn(process.argv[2], ['serve', '--config', config], {stdio: 'ignore'});
    try {
        const url = `http://127.0.0.1:${port}`;
        await ready(url, service);
        for (const [number, text] of ['开始', '9', '没有了'].entries()) {
            const time = Math.floor(Date.now() / 1000);
            const cipher = library.encrypt(clear_xml('gh_us', 'oCustomer', String(1000 + number), text, time));
            const {target, headers, body} = sealed(cipher, library.getSignature(String(time), '77', cipher), time, '77');
            const answer = await (await fetch(url + target, {method: 'POST', headers, body})).text();
            const [encrypted, stamp, nonce] = ['Encrypt', 'TimeStamp', 'Nonce'].map((name) => text_of(answer, name));
            tally.same('signature of the answer', text_of(answer, 'MsgSignature'), library.getSignature(stamp, nonce, encrypted), answer);
            const {message, id} = library.decrypt(encrypted);
            const read = [id, text_of(message, 'ToUserName'), text_of(message, 'FromUserName'), text_of(message, 'MsgType')];
            tally.same('answer', read, [WECHAT.appid, 'oCustomer', 'gh_us', 'text'], message);
            tally.same('words of the answer', /\p{Script=Han}/u.test(text_of(message, 'Content')), true, message);
        }
    } finally {
        service.kill();
        rmSync(folder, {recursive: true, maxRetries: 10});
    }
}

const chance = new Chance(20260101);
const tally = new Tally('wechat-crypto, @wecom/crypto');
check_webhooks('wechat', WECHAT, (xml) => library.encrypt(xml), (...parts) => library.getSignature(...parts), chance, tally);
check_webhooks(
    'wecom', WECOM, (xml) => encrypt(AES_KEY, xml, WECOM.corp_id), (...parts) => getSignature(WECOM.token, ...parts), chance, tally);
check_url(chance, tally);
await check_answers(tally);
tally.end('verdict (wechat)', 'text (wechat)', 'verdict (wecom)', 'text (wecom)', 'echo', 'signature of the answer', 'answer');
