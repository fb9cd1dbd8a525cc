import { expect } from 'chai';
import { noteAsked, takeAsked } from '../src/sign-in/asked.ts';
import { readCallback } from '../src/sign-in/callback-url.ts';
import { parseMethods } from '../src/sign-in/methods.ts';
import { initialsOf } from '../src/user-menu/initials.ts';

const PAGE = 'https://portal.example/machines?plant=2';
const CODE = '5f0c2a1e-7d3b-4c1f-9a55-2f6f0b1c9d10';

describe('what a sign-in leaves in the address', () => {
  it('is nothing on an ordinary page', () => {
    for (const url of [PAGE, `${PAGE}#/floor`, `${PAGE}&code=4711`, `${PAGE}&error=none`, 'no address'])
      expect(readCallback(url)).to.equal(null);
  });

  it('is taken out, and everything else stays', () => {
    expect(
      readCallback(`${PAGE}#access_token=a&refresh_token=b&expires_in=3600&type=magiclink`)?.clean,
    ).to.equal(PAGE);
    expect(readCallback(`${PAGE}&code=${CODE}#/floor`)?.clean).to.equal(`${PAGE}#/floor`);
    expect(readCallback(`${PAGE}&token_hash=abc&type=email`)?.clean).to.equal(PAGE);
  });

  it('leaves what is the page’s own letter by letter, also under a name that a sign-in uses', () => {
    const own = 'https://portal.example/machines?name=a%20b&open';
    expect(readCallback(`${own}&code=${CODE}#type=robot`)?.clean).to.equal(`${own}#type=robot`);
    expect(readCallback(`${PAGE}&type=robot#access_token=a&refresh_token=b&type=magiclink`)?.clean).to.equal(
      `${PAGE}&type=robot`,
    );
    expect(readCallback(`${PAGE}#/login&access_token=a&refresh_token=b`)?.clean).to.equal(`${PAGE}#/login`);
  });

  it('is found behind the path of a router that lives in the fragment', () => {
    const tokens = 'access_token=a&refresh_token=b&type=magiclink';
    expect(readCallback(`${PAGE}#/login#${tokens}`)?.clean).to.equal(`${PAGE}#/login`);
    expect(readCallback(`${PAGE}#/login?next=/floor#${tokens}`)?.clean).to.equal(
      `${PAGE}#/login?next=/floor`,
    );
    expect(readCallback(`${PAGE}#/login?token_hash=abc&type=email&next=/floor`)?.clean).to.equal(
      `${PAGE}#/login?next=/floor`,
    );
    expect(readCallback(`${PAGE}#/login?token_hash=abc&type=recovery`)?.isForPassword).to.equal(true);
    expect(readCallback(`${PAGE}#/floor?code=4711`)).to.equal(null);
  });

  it('says when a password is to be set', () => {
    expect(readCallback(`${PAGE}&token_hash=abc&type=recovery`)?.isForPassword).to.equal(true);
    expect(readCallback(`${PAGE}&token_hash=abc&type=invite`)?.isForPassword).to.equal(true);
    expect(readCallback(`${PAGE}&token_hash=abc&type=email`)?.isForPassword).to.equal(false);
  });

  it('may be of another sign-in on the page when it is a mere code, or an error without a code', () => {
    expect(readCallback(`${PAGE}&code=${CODE}`)?.isAmbiguous).to.equal(true);
    expect(readCallback(`${PAGE}#error=access_denied&error_description=no`)?.isAmbiguous).to.equal(true);
    expect(readCallback(`${PAGE}#error_code=otp_expired&error_description=old`)?.isAmbiguous).to.equal(false);
  });

  it('belongs to what this browser asked for within the hour, once', () => {
    // Other pages of these tests share this browser's storage.
    localStorage.removeItem('nexus-sign-in-asked');
    noteAsked('password_reset');
    expect(takeAsked()).to.equal('password_reset');
    expect(takeAsked()).to.equal(null);
    localStorage.setItem(
      'nexus-sign-in-asked',
      JSON.stringify({ purpose: 'sign_in', at: Date.now() - 3_700_000 }),
    );
    expect(takeAsked()).to.equal(null);
  });
});

describe('words and letters', () => {
  it('ways to sign in are read in a fixed order; without a known one there is the password', () => {
    expect(parseMethods('sso, password')).to.deep.equal(['password', 'sso']);
    expect(parseMethods('fingerprint')).to.deep.equal(['password']);
  });

  it('initials are of first and last name, else of the address', () => {
    expect(initialsOf('Anna Maria Gruber')).to.equal('AG');
    expect(initialsOf('anna.gruber@alpenwerk.example')).to.equal('AG');
    expect(initialsOf('李小龍')).to.equal('李');
    expect(initialsOf('')).to.equal('');
  });
});
