// Vonage's own libraries judge the same webhooks as we do, and check the tokens that we send.
import {createHash, createHmac, generateKeyPairSync} from 'node:crypto';

import {AlgorithmTypes} from '@vonage/auth';
import {verifySignature} from '@vonage/jwt';
import {SMS} from '@vonage/sms';
import jsonwebtoken from 'jsonwebtoken';

import {altered, Askwell, Chance, Tally} from './askwell.mjs';

const SECRET = 'VonageSignatureSecretABCDEFGH0123456789';
const NOW = Math.floor(Date.now() / 1000);  // a token's times are checked by the clock

/// The hash of Vonage's page "Signing messages"; the library only checks it.
function sign(parameters, method) {
    const text = Object.keys(parameters).sort().map((name) => `&${name}=${parameters[name].replace(/[&=]/g, '_')}`).join('');
    if (method === 'md5hash') return createHash('md5').update(text + SECRET).digest('hex');
    return createHmac(method, SECRET).update(text).digest('hex');
}

const METHODS = {
    md5hash: AlgorithmTypes.md5hash, md5: AlgorithmTypes.md5hmac, sha1: AlgorithmTypes.sha1hmac, sha256: AlgorithmTypes.sha256hmac,
    sha512: AlgorithmTypes.sha512hmac,
};

function check_sms_api(chance, tally) {
    const library = new SMS({apiKey: 'abcd1234', apiSecret: 'secret'});
    for (const [method, algorithm] of Object.entries(METHODS)) {
        const askwell = new Askwell({
            platform: 'vonage_sms', signature_secret: SECRET, signature_method: method, api_key: 'abcd1234', api_secret: 's', from: '1',
        });
        for (let round = 0; round < 12; ++round) {
            const text = chance.text() || '5';
            const parameters = {
                msisdn: '447700' + chance.digits(6), to: '447700900000', messageId: chance.hex(16), text, type: 'text', nonce: chance.hex(8),
                timestamp: String(NOW),
            };
            parameters.sig = sign(parameters, method);
            if (chance.often(0.3)) parameters.sig = parameters.sig.toUpperCase();
            if (chance.often(0.2)) parameters.sig = altered(parameters.sig.toLowerCase(), chance);
            if (chance.often(0.2)) parameters.to = altered(parameters.to, chance);
            const genuine = library.verifySignature(parameters.sig, parameters, SECRET, algorithm);
            const headers = {'Content-Type': 'application/x-www-form-urlencoded'};
            const told = askwell.judge({headers, body: new URLSearchParams(parameters).toString()}, NOW);
            tally.same('verdict (sig)', told.verdict === 'accept', genuine, JSON.stringify(parameters));
            if (genuine) tally.same('text', told.messages[0].text, text);
        }
        askwell.close();
    }
}

function check_messages_api(chance, tally) {
    const channel = {platform: 'vonage_messages', signature_secret: SECRET, api_key: 'abcd1234', from: '447700900000'};
    const askwell = new Askwell({...channel, api_secret: 's'});
    for (let round = 0; round < 40; ++round) {
        const text = chance.text();
        const body = JSON.stringify({
            channel: 'sms', message_uuid: chance.hex(32), to: '447700900000', from: '447700' + chance.digits(6),
            timestamp: new Date(NOW * 1000).toISOString(), text,
        });
        const claims = {
            iat: NOW, jti: chance.hex(32), iss: 'Vonage', payload_hash: createHash('sha256').update(body).digest('hex'), api_key: 'abcd1234',
        };
        let token = jsonwebtoken.sign(claims, SECRET, {algorithm: 'HS256'});
        if (chance.often(0.3)) token = altered(token.slice(0, -1), chance) + token.slice(-1);
        const told = askwell.judge(
            {headers: {Authorization: `Bearer ${token}`, 'Content-Type': 'application/json'}, body}, NOW);
        const genuine = verifySignature(token, SECRET);
        tally.same('verdict (token)', told.verdict === 'accept', genuine, token);
        if (genuine) tally.same('text', told.messages[0].text, text);
    }
    askwell.close();
}

function check_what_we_send(tally) {
    const {privateKey, publicKey} = generateKeyPairSync('rsa', {
        modulusLength: 2048, publicKeyEncoding: {type: 'spki', format: 'pem'}, privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
    });
    const askwell = new Askwell({
        platform: 'vonage_messages', signature_secret: SECRET, api_key: 'abcd1234', application_id: 'app-1', private_key: privateKey,
        from: '447700900000',
    });
    const sent = askwell.composed('+447700900001', '满意 😀', NOW);
    const token = sent.headers.authorization.replace(/^Bearer /, '');
    tally.same('our token', verifySignature(token, publicKey), true, token);
    tally.same('our token', verifySignature(token.slice(0, -8) + 'AAAAAAAA', publicKey), false);
    askwell.close();
}

const chance = new Chance(20260101);
const tally = new Tally('@vonage/sms, @vonage/jwt');
check_sms_api(chance, tally);
check_messages_api(chance, tally);
check_what_we_send(tally);
tally.end('verdict (sig)', 'verdict (token)', 'text', 'our token');
