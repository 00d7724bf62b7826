// What the tests of this folder share: a channel of `askwell` on the command line, reproducible chance, and the count of
// what was judged otherwise than the platform's own library judges it.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/// Texts that break careless escaping, cutting and hashing.
export const TEXTS = [
    '5', '满意 😀', 'a & b = c + d %20 ~', '', ' ', 'it\'s "fine" !*()', 'line\nbreak', 'Ünïcödé ✓', '\u200b5\u202e',
    '4，等太久', '</xml><![CDATA[x]]>', '\\u0041 \\ /', '①②③ ５分', 'x'.repeat(1500), '満'.repeat(500),
];

/// The same numbers in every run (mulberry32).
export class Chance {
    #state;
    constructor(seed) { this.#state = seed; }
    /// In [0, 1).
    fraction() {
        this.#state = (this.#state + 0x6d2b79f5) | 0;
        let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    }
    below(limit) { return Math.floor(this.fraction() * limit); }
    one(list) { return list[this.below(list.length)]; }
    often(share) { return this.fraction() < share; }
    text() { return this.one(TEXTS) + this.one(TEXTS); }
    hex(length) { return Array.from({length}, () => '0123456789abcdef'[this.below(16)]).join(''); }
    digits(length) { return Array.from({length}, () => this.below(10)).join(''); }
}

/// One character of `text` becomes another one: as bytes would change on the way, or in a forger's hands.
export function altered(text, chance) {
    const at = chance.below(text.length);
    const other = text[at] === 'a' ? 'b' : 'a';
    return text.slice(0, at) + other + text.slice(at + 1);
}

/// The channel "c" of a configuration of its own.
export class Askwell {
    #folder = mkdtempSync(join(tmpdir(), 'askwell-sdk-'));
    #config = join(this.#folder, 'config.json');
    constructor(channel) { writeFileSync(this.#config, JSON.stringify({channels: {c: channel}})); }
    close() { rmSync(this.#folder, {recursive: true}); }

    #run(argv, input) {
        const done = spawnSync(process.argv[2], argv, {input, encoding: 'utf8', maxBuffer: 1 << 24});
        if (done.status !== 0) throw new Error(`askwell ${argv.join(' ')}: ${done.stderr || done.error}`);
        return done.stdout;
    }

    /// What `askwell webhook` says of a request; `at` in seconds.
    judge({method = 'POST', target = '/webhooks/c', headers = {}, body = ''}, at) {
        const lines = [`${method} ${target} HTTP/1.1`];
        for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
        const request = Buffer.concat([Buffer.from(lines.join('\r\n') + '\r\n\r\n'), Buffer.from(body)]);
        return JSON.parse(this.#run(['webhook', 'c', '--config', this.#config, '--at', String(at)], request));
    }

    /// The requests that `askwell send --dry-run` would send, with their secrets; `at` in seconds. One text makes one
    /// request here.
    composed(to, text, at, nonce = '0123456789abcdef0123456789abcdef') {
        const printed = this.#run(
            ['send', 'c', to, text, '--dry-run', '--config', this.#config, '--at', String(at), '--nonce', nonce]);
        const split = printed.indexOf('\r\n\r\n');
        const [first, ...fields] = printed.slice(0, split).split('\r\n');
        const [method, target] = first.split(' ');
        const headers = Object.fromEntries(fields.map((field) => {
            const colon = field.indexOf(':');
            return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
        }));
        const length = Number(headers['content-length'] ?? 0);
        const body = Buffer.from(printed.slice(split + 4)).subarray(0, length).toString();
        return {method, target, headers, body};
    }
}

export class Tally {
    #what;
    #wrong = [];
    #count = 0;
    #kinds = new Map();
    constructor(what) { this.#what = what; }

    /// `kind` names what is compared; a kind that never came up by the end is a failure too.
    same(kind, ours, theirs, context) {
        this.#count += 1;
        this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
        if (JSON.stringify(ours) === JSON.stringify(theirs)) return true;
        this.#wrong.push(`${kind}: ours ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)} ${context ?? ''}`);
        return false;
    }

    /// Prints what was wrong and ends the program.
    end(...expected_kinds) {
        for (const kind of expected_kinds) {
            if (!this.#kinds.has(kind)) this.#wrong.push(`nothing was compared as "${kind}"`);
        }
        for (const line of this.#wrong.slice(0, 20)) console.log(line.slice(0, 2000));
        const counts = [...this.#kinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
        console.log(`${this.#what}: ${this.#count} compared (${counts}), ${this.#wrong.length} otherwise`);
        process.exit(this.#wrong.length === 0 ? 0 : 1);
    }
}
